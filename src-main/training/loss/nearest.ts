import { kernels, tf } from '../tf';
import type { Loss } from './loss';

/** f32[M, K]: -∞ in place of every number that is less than the k-th greatest of its row. */
export function keepNearest(rows: tf.Tensor2D, k: number): tf.Tensor2D {
  if (k >= rows.shape[1]) return rows;
  return tf.where(tf.greaterEqual(rows, kernels().kthGreatest(rows, k)), rows, -Infinity) as tf.Tensor2D;
}

/**
 * Any loss over the k nearest negatives of each anchor only: explicit hard negative sampling.
 *
 *   s_ik counts where s_ik ≥ s_α^(i), the k-th greatest
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 8 and Eq 9 with the contrastive loss; section 5.5 with the simple one.
 * The positive is always in the denominator, as in Eq 9. Negatives exactly as near as the k-th all count.
 *
 * @returns  a loss with values in the range of the given one
 */
export const overNearest =
  (loss: Loss): Loss =>
  ({ positives, negatives }, moment) =>
    loss({ positives, negatives: keepNearest(negatives, moment.hardest) }, moment);
