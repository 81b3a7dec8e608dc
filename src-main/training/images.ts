/**
 * Images for the device as bytes, four in one int32: CIFAR-10 is 154 MB there instead of 614. They lie there whole,
 * or go there batch by batch where they are read as they are wanted; the batches are the same, bit for bit.
 */

import type { PixelReader, Pixels } from './pixels';
import { kernels, tf } from './tf';

/** Pixels and labels as a dataset file holds them. */
export interface ImageBytes {
  /** RGB bytes, image after image, row after row. */
  readonly pixels: Pixels;
  readonly labels: Int32Array;
}

export interface DeviceImages {
  readonly count: number;
  /** Side of the square images in pixels. */
  readonly side: number;
  /** i32[N]. */
  readonly labels: tf.Tensor1D;
  /** f32[B, S, S, 3] in [0, 1] of the images with these numbers (i32[B]); caller disposes. */
  readonly batch: (numbers: tf.Tensor1D) => tf.Tensor4D;
  /** Begins to read a batch that will be asked for; null where all images are on the device. */
  readonly ahead: PixelReader['ahead'] | null;
  readonly dispose: () => void;
}

/** i32[n, words] of the bytes of n images. */
function toWords(pixels: Uint8Array, count: number, words: number): tf.Tensor2D {
  const isAligned = pixels.byteOffset % 4 === 0;
  // A copy where the bytes do not start where an int32 may.
  const aligned = isAligned ? pixels : pixels.slice();
  return tf.tensor2d(
    new Int32Array(aligned.buffer, aligned.byteOffset, count * words),
    [count, words],
    'int32',
  );
}

/** @param side  in pixels, such that an image has a multiple of 4 bytes */
export function toDevice({ pixels, labels }: ImageBytes, side: number): DeviceImages {
  const count = labels.length;
  const words = (side * side * 3) / 4;
  const labelTensor = tf.tensor1d(labels, 'int32');
  const whole = pixels instanceof Uint8Array ? toWords(pixels, count, words) : null;
  const wordsOf = (numbers: tf.Tensor1D): tf.Tensor2D =>
    pixels instanceof Uint8Array
      ? tf.gather(whole as tf.Tensor2D, numbers)
      : toWords(pixels.read(numbers.dataSync() as Int32Array), numbers.size, words);
  return {
    count,
    side,
    labels: labelTensor,
    batch: (numbers) =>
      tf.tidy(() => {
        const bytes = kernels().unpackBytes(wordsOf(numbers));
        return tf.reshape(tf.mul(bytes, 1 / 255), [numbers.size, side, side, 3]);
      }),
    ahead: pixels instanceof Uint8Array ? null : pixels.ahead,
    dispose: () => {
      labelTensor.dispose();
      whole?.dispose();
    },
  };
}
