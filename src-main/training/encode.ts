/** Embeddings and features of many images, without gradients, with the running statistics. */

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

export interface ImageSet {
  readonly count: number;
  /** Side of the square images in pixels. */
  readonly side: number;
  /** f32[B, S, S, 3] of the images at these places (i32[B]) in the block of this number. */
  readonly shown: (places: tf.Tensor1D, block: number) => tf.Tensor4D;
}

/** Encodes all images block after block; caller disposes both. */
export function encodeBlocks(
  model: { readonly evaluate: Evaluate },
  { count, side, shown }: ImageSet,
): EncodedSplit {
  const blockImages = Math.max(1, Math.floor(blockPixels / side ** 2));
  return tf.tidy(() => {
    const blocks: EncodedSplit[] = [];
    for (let start = 0; start < count; start += blockImages) {
      const end = Math.min(count, start + blockImages);
      blocks.push(
        tf.tidy(() => {
          const places = tf.range(start, end, 1, 'int32');
          const { features, embeddings } = model.evaluate(shown(places, blocks.length));
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

/** Encodes all images of a split as they are; caller disposes both. */
export const encodeSplit = (model: { readonly evaluate: Evaluate }, images: DeviceImages): EncodedSplit =>
  encodeBlocks(model, { ...images, shown: images.batch });
