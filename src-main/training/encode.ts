/** Embeddings and features of whole splits, without augmentation, with the running statistics. */

import type { DeviceImages } from './images';
import type { Encoded } from './encoder/encoder';
import { tf } from './tf';

/** Pixels encoded at once, 500 images of 32x32: bounds the memory of the forward pass, whose maps grow with them. */
const blockPixels = 500 * 32 * 32;

/** Forward pass with the running statistics. */
export type Evaluate = (images: tf.Tensor4D) => Encoded;

export interface EncodedSplit {
  /** f32[N, F]. */
  readonly features: tf.Tensor2D;
  /** f32[N, D], unit rows. */
  readonly embeddings: tf.Tensor2D;
}

/** Encodes all images of a split; caller disposes both. */
export function encodeSplit(model: { readonly evaluate: Evaluate }, images: DeviceImages): EncodedSplit {
  const blockImages = Math.max(1, Math.floor(blockPixels / images.side ** 2));
  return tf.tidy(() => {
    const blocks: EncodedSplit[] = [];
    for (let start = 0; start < images.count; start += blockImages) {
      const count = Math.min(blockImages, images.count - start);
      blocks.push(
        tf.tidy(() => {
          const numbers = tf.range(start, start + count, 1, 'int32');
          const { features, embeddings } = model.evaluate(images.batch(numbers));
          return { features, embeddings };
        }),
      );
    }
    return {
      features: tf.concat(blocks.map((block) => block.features)),
      embeddings: tf.concat(blocks.map((block) => block.embeddings)),
    };
  });
}
