/** Images on the device as bytes, four in one int32: CIFAR-10 is 154 MB there instead of 614. */

import { kernels, tf } from './tf';

/** Pixels and labels as a dataset file holds them. */
export interface ImageBytes {
  /** RGB bytes, image after image, row after row. */
  readonly pixels: Uint8Array;
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
  readonly dispose: () => void;
}

/**
 * @param side  in pixels, such that an image has a multiple of 4 bytes
 * @param limit  takes the first so many images only
 */
export function toDevice({ pixels, labels }: ImageBytes, side: number, limit = labels.length): DeviceImages {
  const count = Math.min(limit, labels.length);
  const words = (side * side * 3) / 4;
  // A copy, because the file's bytes need not start where an int32 may.
  const aligned = new Int32Array(count * words);
  new Uint8Array(aligned.buffer).set(pixels.subarray(0, count * words * 4));
  const packed = tf.tensor2d(aligned, [count, words], 'int32');
  const labelTensor = tf.tensor1d(labels.slice(0, count), 'int32');
  return {
    count,
    side,
    labels: labelTensor,
    batch: (numbers) =>
      tf.tidy(() => {
        const bytes = kernels().unpackBytes(tf.gather(packed, numbers));
        return tf.reshape(tf.mul(bytes, 1 / 255), [numbers.size, side, side, 3]);
      }),
    dispose: () => tf.dispose([packed, labelTensor]),
  };
}
