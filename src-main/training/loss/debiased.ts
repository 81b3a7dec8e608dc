import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import { countNegatives } from './count-negatives';
import type { Loss, LossTerms, Similarities } from './loss';

export interface Estimate {
  /** f32[M]: log R_i, R_i a sum over the negatives that grows with them as Σ_k exp(s_ik/τ) does. */
  readonly logTotals: tf.Tensor1D;
  /** f32[M, K]: τ ∂R_i/∂s_ij / R_i; rows sum to 1. */
  readonly penalties: tf.Tensor2D;
}

/**
 * A sum over negatives, corrected for those that are of the anchor's own class.
 *
 *   N_g = max[ ( R - M τ⁺ exp(s_ii/τ) ) / ( 1 - τ⁺ ),  M exp(-1/τ) ]
 *   L = -log[ exp(s_ii/τ) / ( exp(s_ii/τ) + N_g ) ]
 *
 * Everything is in logarithms, since R overflows single precision below τ ≈ 0.02. Where the lower bound M exp(-1/τ)
 * holds, negatives feel nothing.
 *
 * @param prior  τ⁺ in [0, 1); 0 corrects nothing, so no bound is needed
 */
export function correctedFor(
  { positives, negatives }: Similarities,
  { logTotals, penalties }: Estimate,
  { temperature, prior }: { readonly temperature: number; readonly prior: number },
): LossTerms {
  const logits = tf.div(positives, temperature);
  const raw: tf.Tensor1D = tf.sub(logTotals, logits);
  if (prior === 0) {
    const magnitudes: tf.Tensor1D = tf.div(tf.sigmoid(raw), temperature);
    return { values: tf.softplus(raw), pull: magnitudes, push: magnitudes, penalties };
  }
  const logCounts = tf.log(countNegatives(negatives).counts);
  const logRest = Math.log1p(-prior);
  // M τ⁺ exp(s_ii/τ) / R; from 1 on nothing is left of R, and the bound holds.
  const removed = tf.minimum(tf.exp(tf.sub(tf.add(logCounts, Math.log(prior)), raw)), 1);
  const free: tf.Tensor1D = tf.sub(tf.add(raw, tf.log1p(tf.neg(removed))), logRest);
  const bound = tf.sub(tf.sub(logCounts, 1 / temperature), logits);
  const margins: tf.Tensor1D = tf.maximum(free, bound);
  const values: tf.Tensor1D = tf.softplus(margins);
  const isBound = tf.less(free, bound);
  const moved = tf.exp(tf.sub(tf.sub(raw, logRest), values)) as tf.Tensor1D;
  const pull: tf.Tensor1D = tf.where(isBound, tf.sigmoid(margins), moved);
  const push: tf.Tensor1D = tf.where(isBound, tf.zerosLike(moved), moved);
  return { values, pull: tf.div(pull, temperature), push: tf.div(push, temperature), penalties };
}

/**
 * The debiased contrastive loss: a share τ⁺ of the negatives is expected to be of the anchor's own class.
 *
 *   N_g = max[ ( Σ_k exp(s_ik/τ) - M τ⁺ exp(s_ii/τ) ) / ( 1 - τ⁺ ),  M exp(-1/τ) ]
 *   L(x_i) = -log[ exp(s_ii/τ) / ( exp(s_ii/τ) + N_g ) ]
 *
 * Chuang et al. 2020, arXiv:2007.00224, Eq 7 and 8, with one positive and the M negatives of the anchor. τ⁺ = 0 is the
 * contrastive loss.
 *
 * @param prior  τ⁺ in [0, 1)
 * @returns  a loss with values in (0, 2/τ + log(1 + M/(1 - τ⁺))]; pull and push grow up to M τ⁺ / (1 - τ⁺) / τ
 */
export const debiased =
  (prior: number): Loss =>
  (similarities, { temperature }) => {
    const { logSums, shares } = boltzmann(tf.div(similarities.negatives, temperature));
    return correctedFor(similarities, { logTotals: logSums, penalties: shares }, { temperature, prior });
  };
