/**
 * The losses as the first author's code has them, where that differs from the paper's equations: sums run over all
 * similarities s_1 … s_N of an anchor, its positive s_ii among them, or over the k+1 greatest of them, with the positive
 * among them only where it belongs there. Left out is the 1e-7 that this code adds inside the logarithm: it only guards
 * a form that can overflow, and damps the gradient where P_ii falls to its size.
 *
 * The contrastive loss over all similarities is Eq 1 in both forms.
 */

import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import { countNegatives } from './count-negatives';
import type { Loss, LossTerms, Moment, Similarities } from './loss';
import { keepNearest } from './nearest';
import { evenly } from './simple';

interface Summed {
  /** f32[M, K]: -∞ where a column is not summed over. */
  readonly negatives: tf.Tensor2D;
  /** f32[M]: 1 where the positive is among those summed over, 0 elsewhere. */
  readonly hasPositive: tf.Tensor1D;
}

const everything = ({ positives, negatives }: Similarities): Summed => ({
  negatives,
  hasPositive: tf.onesLike(positives),
});

/** Of the positive and the negatives, those as great as the (k+1)-th greatest; all of them where they are fewer. */
function greatest({ positives, negatives }: Similarities, { hardest }: Moment): Summed {
  const all = tf.concat([negatives, tf.expandDims(positives, 1)], 1) as tf.Tensor2D;
  const kept = keepNearest(all, hardest + 1);
  const columns = negatives.shape[1];
  const own = tf.squeeze(tf.slice(kept, [0, columns], [-1, 1]), [1]);
  return {
    negatives: tf.slice(kept, [0, 0], [-1, columns]) as tf.Tensor2D,
    hasPositive: tf.cast(tf.greater(own, -Infinity), 'float32') as tf.Tensor1D,
  };
}

/** -s_ii + mean of those summed over. */
function aboveMean({ positives }: Similarities, { negatives, hasPositive }: Summed): LossTerms {
  const { isNegative, counts } = countNegatives(negatives);
  const sizes = tf.add(counts, hasPositive);
  const sums = tf.add(tf.sum(tf.where(isNegative, negatives, 0), 1), tf.mul(hasPositive, positives));
  return {
    values: tf.sub(tf.div(sums, sizes), positives),
    pull: tf.sub(1, tf.div(hasPositive, sizes)),
    push: tf.div(counts, sizes),
    penalties: evenly(isNegative, counts),
  };
}

/**
 * The simple loss of the author's code, `flatloss`.
 *
 *   L(x_i) = -s_ii + (1/N) Σ_k s_ik       over all N similarities, s_ii among them
 *
 * Eq 7 of Wang & Liu 2020, arXiv:2012.09740, times τ and without its constant; 1 - 1/N times the simple loss of Eq 3
 * with λ = 1/(N-1).
 *
 * @returns  values in [-2, 2]
 */
export const authorSimple: Loss = (similarities) => aboveMean(similarities, everything(similarities));

/**
 * The hard simple loss of the author's code, `hardflatloss`.
 *
 *   L(x_i) = -s_ii + (1/(k+1)) Σ s_ik     over the k+1 greatest of all similarities
 *
 * Similarities exactly as great as the last of them all count, in the mean too.
 *
 * @returns  values in [-2, 2]
 */
export const authorHardSimple: Loss = (similarities, moment) =>
  aboveMean(similarities, greatest(similarities, moment));

/**
 * The hard contrastive loss of the author's code, `hardneg`.
 *
 *   L(x_i) = -log[ exp(s_ii/τ) / Σ exp(s_ik/τ) ]      over the k+1 greatest of all similarities
 *
 * Where the positive is one of them it is Eq 9 of Wang & Liu 2020, arXiv:2012.09740; where it is not, the denominator
 * holds k+1 negatives and no positive, and both magnitudes of the gradient are 1/τ.
 *
 * @returns  values in (0, 2/τ + log(1 + K)]
 */
export const authorHardContrastive: Loss = (similarities, moment) => {
  const { temperature } = moment;
  const { negatives, hasPositive } = greatest(similarities, moment);
  const { logSums, shares } = boltzmann(tf.div(negatives, temperature));
  const margins: tf.Tensor1D = tf.sub(logSums, tf.div(similarities.positives, temperature));
  const isIn = tf.greater(hasPositive, 0);
  const pushes: tf.Tensor1D = tf.where(isIn, tf.sigmoid(margins), tf.onesLike(margins));
  const magnitudes: tf.Tensor1D = tf.div(pushes, temperature);
  return {
    values: tf.where(isIn, tf.softplus(margins), margins),
    pull: magnitudes,
    push: magnitudes,
    penalties: shares,
  };
};
