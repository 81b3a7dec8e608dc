import { tf } from '../tf';

export interface Standardised {
  readonly train: tf.Tensor2D;
  readonly test: tf.Tensor2D;
}

/**
 * Features with mean 0 and deviation 1 over the training rows; the test rows are moved and scaled alike.
 *
 * @param train  f32[N, F]
 * @param test  f32[M, F]
 * @returns  caller disposes both
 */
export const standardise = (train: tf.Tensor2D, test: tf.Tensor2D): Standardised =>
  tf.tidy(() => {
    const { mean, variance } = tf.moments(train, 0);
    const scale = tf.rsqrt(tf.add(variance, 1e-8));
    const apply = (rows: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.sub(rows, mean), scale);
    return { train: apply(train), test: apply(test) };
  });
