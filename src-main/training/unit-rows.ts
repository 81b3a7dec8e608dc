import { tf } from './tf';

/**
 * Rows scaled to unit length: the projection onto the hypersphere. Differentiable, with a finite gradient
 * everywhere, which a bare norm would not have at 0.
 *
 * @param x  f32[M, D]
 */
export const unitRows = (x: tf.Tensor2D): tf.Tensor2D =>
  tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), 1, true), 1e-12)));
