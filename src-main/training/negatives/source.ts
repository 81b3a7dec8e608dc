/** Where negatives come from: what an anchor is compared with, and how the gradient gets back to the embeddings. */

import type { tf } from '../tf';

/** As `Similarities` and `LossTerms` of the losses, which this part does not know. */
export interface Compared {
  readonly positives: tf.Tensor1D;
  readonly negatives: tf.Tensor2D;
}
export interface Forces {
  readonly pull: tf.Tensor1D;
  readonly push: tf.Tensor1D;
  readonly penalties: tf.Tensor2D;
}

export interface NegativeSource {
  /** Random views that each image of a batch gives. */
  readonly viewsPerImage: 1 | 2;
  /**
   * Once before `compare`: the views that the trained encoder is to see. A source with an encoder of its own
   * encodes the others now. The result is the caller's to dispose.
   *
   * @param views  f32[viewsPerImage · B, S, S, 3]: the first views of all images, then the second ones
   */
  readonly shown: (views: tf.Tensor4D) => tf.Tensor4D;
  /**
   * @param embeddings  f32[M, D], unit rows, of the views shown
   * @param images  i32[B]: which training images they are
   */
  readonly compare: (embeddings: tf.Tensor2D, images: tf.Tensor1D) => Compared;
  /** ∂(mean loss)/∂embeddings as f32[M, D], from the forces that a loss gave for the same embeddings. */
  readonly gradient: (embeddings: tf.Tensor2D, images: tf.Tensor1D, forces: Forces) => tf.Tensor2D;
  /** After the step: takes the embeddings in, and follows the weights where it has its own encoder. */
  readonly remember: (embeddings: tf.Tensor2D, images: tf.Tensor1D) => void;
  /** State to save and to restore, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  readonly dispose: () => void;
}
