import { tf } from '../tf';

export interface Counted {
  /** bool[M, K]: which columns are negatives of the anchor. */
  readonly isNegative: tf.Tensor2D;
  /** f32[M]: how many there are. */
  readonly counts: tf.Tensor1D;
}

/** @param negatives  f32[M, K], -∞ where a column is no negative of the anchor */
export function countNegatives(negatives: tf.Tensor2D): Counted {
  const isNegative: tf.Tensor2D = tf.greater(negatives, -Infinity);
  return { isNegative, counts: tf.sum(tf.cast(isNegative, 'float32'), 1) };
}
