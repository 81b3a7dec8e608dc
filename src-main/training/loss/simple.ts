import { tf } from '../tf';
import type { Loss } from './loss';

/**
 * The simple contrastive loss, without any hardness.
 *
 *   L_simple(x_i) = -s_ii + λ Σ_{j≠i} s_ij
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 3. The paper leaves λ open; the limit τ→∞ of Eq 1 (its Eq 7) gives
 * λ = 1/(number of negatives), used here.
 *
 * @returns  a loss with values in [-2, 2]
 */
export const simple: Loss = ({ positives, negatives }) => {
  const counts = tf.greaterEqual(negatives, -2);
  const weights = tf.cast(counts, 'float32');
  const penalties = tf.div(weights, tf.sum(weights, 1, true)) as tf.Tensor2D;
  const finite = tf.where(counts, negatives, tf.zerosLike(negatives));
  const values = tf.sub(tf.sum(tf.mul(penalties, finite), 1), positives) as tf.Tensor1D;
  const one = tf.onesLike(positives);
  return { values, pull: one, push: one, penalties };
};
