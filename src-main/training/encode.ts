/** Embeddings and features of whole splits, without augmentation, with the running statistics. */

import type { DeviceImages } from './images';
import type { Model } from './model';
import { tf } from './tf';

/** Images encoded at once: bounds the memory of the forward pass. */
const blockImages = 500;

export interface EncodedSplit {
  /** f32[N, F]. */
  readonly features: tf.Tensor2D;
  /** f32[N, D], unit rows. */
  readonly embeddings: tf.Tensor2D;
}

/** Encodes all images of a split; caller disposes both. */
export function encodeSplit(model: Model, images: DeviceImages): EncodedSplit {
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
