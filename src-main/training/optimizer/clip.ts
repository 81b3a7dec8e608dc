/** Clipping of the gradient by its length over all parameters. Pascanu et al. 2013, arXiv:1211.5063, Algorithm 1. */

import { tf } from '../tf';

/** f32[]: the Euclidean length of a vector f32[P]. */
export const lengthOf = (vector: tf.Tensor1D): tf.Scalar => tf.sqrt(tf.sum<tf.Scalar>(tf.square(vector)));

/**
 * The gradient, shortened to `limit` where it is longer. A shorter one is multiplied by exactly 1.
 *
 * @param length  f32[]: of the gradient
 * @param limit  above 0
 */
export const clipped = (gradient: tf.Tensor1D, length: tf.Scalar, limit: number): tf.Tensor1D =>
  tf.mul(gradient, tf.minimum(1, tf.div(limit, length)));
