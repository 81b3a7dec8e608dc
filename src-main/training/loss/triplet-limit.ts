import { tf } from '../tf';
import type { Loss } from './loss';
import { evenly } from './simple';

/**
 * The limit of the contrastive loss for τ→0: a triplet loss of margin 0 with the nearest negative alone.
 *
 *   L(x_i) = max[ s_max - s_ii, 0 ],   s_max the greatest s_ik, k ≠ i
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 6 without its factor 1/τ. Negatives that are nearest together share the push,
 * as Eq 5 does in the limit. No force where the positive is at least as near.
 *
 * @returns  values in [0, 2]
 */
export const tripletLimit: Loss = ({ positives, negatives }) => {
  const greatest = tf.max(negatives, 1, true);
  const isNearest: tf.Tensor2D = tf.equal(negatives, greatest);
  const gaps: tf.Tensor1D = tf.sub(tf.squeeze(greatest, [1]), positives);
  const force = tf.cast(tf.greater(gaps, 0), 'float32') as tf.Tensor1D;
  const counts: tf.Tensor1D = tf.sum(tf.cast(isNearest, 'float32'), 1);
  return { values: tf.relu(gaps), pull: force, push: force, penalties: evenly(isNearest, counts) };
};
