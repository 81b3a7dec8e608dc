/** Two random views of test images, for the measures that ask how a model sees views: a sample that follows from the seed. */

import type { Views } from './choose-views';
import { encodeBlocks, type Evaluate } from './encode';
import type { DeviceImages } from './images';
import type { ViewPairs } from './metrics/pairs';
import { shuffled } from './random';
import { tf } from './tf';

/** Images of which views are encoded: enough for four million pairs, and a small part of an epoch of 50,000. */
const mostImages = 2000;

export const viewedImages = (test: Pick<DeviceImages, 'count'>): number => Math.min(mostImages, test.count);

export interface EncodeViewsInput {
  readonly encode: Evaluate;
  readonly test: DeviceImages;
  readonly views: Views['measuredViews'];
  readonly seed: number;
}

/** The same images in the same views at every epoch, so that epochs compare; caller disposes what is in it. */
export function encodeViews({ encode, test, views, seed }: EncodeViewsInput): ViewPairs {
  const count = viewedImages(test);
  return tf.tidy(() => {
    const sample = sampleOf(test.count, count, seed);
    const embed = (view: 0 | 1): tf.Tensor2D =>
      encodeBlocks(
        { evaluate: encode },
        {
          count,
          side: test.side,
          shown: (places, block) => views(test.batch(tf.gather(sample, places)), 2 * block + view),
        },
      ).embeddings;
    return { first: embed(0), second: embed(1), labels: tf.gather(test.labels, sample) };
  });
}

/** i32[count]: all images in their order where that many are wanted. */
const sampleOf = (images: number, count: number, seed: number): tf.Tensor1D =>
  count === images
    ? tf.range(0, count, 1, 'int32')
    : tf.slice(shuffled(images, { seed, purpose: 'measureImages', counter: 0 }), 0, count);
