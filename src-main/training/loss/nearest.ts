import { tf } from '../tf';
import type { Loss } from './loss';

/**
 * Any loss over the k nearest negatives of each anchor only: explicit hard negative sampling.
 *
 *   s_ik counts where s_ik ≥ s_α^(i), the k-th greatest
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 8 and Eq 9 with the contrastive loss; section 5.5 with the simple one.
 * The positive is always in the denominator, as in Eq 9. Negatives exactly as near as the k-th all count.
 *
 * @param k  in [1, number of negatives]
 */
export const overNearest =
  (k: number, loss: Loss): Loss =>
  ({ positives, negatives }) => {
    const nearest = tf.topk(negatives, k).values;
    const threshold = tf.min(nearest, 1, true);
    const farther = tf.fill(negatives.shape, -Infinity);
    return loss({
      positives,
      negatives: tf.where(tf.greaterEqual(negatives, threshold), negatives, farther) as tf.Tensor2D,
    });
  };
