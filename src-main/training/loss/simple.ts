import { tf } from '../tf';
import { countNegatives } from './count-negatives';
import type { Loss } from './loss';

/**
 * The simple contrastive loss, without any hardness.
 *
 *   L_simple(x_i) = -s_ii + λ Σ_{j≠i} s_ij
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 3. The paper leaves λ open; the limit τ→∞ of Eq 1 (its Eq 7) gives
 * λ = 1/(number of negatives), used here.
 *
 * @returns  values in [-2, 2]
 */
export const simple: Loss = ({ positives, negatives }) => {
  const { isNegative, counts } = countNegatives(negatives);
  const sums = tf.sum(tf.where(isNegative, negatives, 0), 1);
  const one = tf.onesLike(positives);
  return {
    values: tf.sub(tf.div(sums, counts), positives),
    pull: one,
    push: one,
    penalties: evenly(isNegative, counts),
  };
};

/** The same share for each negative of an anchor: the limit τ→∞ of Eq 5. */
export const evenly = (isNegative: tf.Tensor2D, counts: tf.Tensor1D): tf.Tensor2D =>
  tf.div(tf.cast(isNegative, 'float32'), tf.expandDims(counts, 1));
