import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import { countNegatives } from './count-negatives';
import { correctedFor, debiased } from './debiased';
import type { Loss } from './loss';

/**
 * The hard contrastive loss by importance weights: near negatives weigh more instead of alone.
 *
 *   w_k = exp(β s_ik/τ),   R = Σ_k w_k exp(s_ik/τ) / mean_k w_k
 *
 * and R in place of the sum over the negatives of the debiased loss. Robinson et al. 2021, arXiv:2010.04592, section 3,
 * with the estimate (unnumbered) of the authors' code, which differentiates the weights too:
 *
 *   r_ij = (1 + β) softmax_j((1 + β) s_i/τ) - β softmax_j(β s_i/τ)
 *
 * Rows sum to 1, but far negatives may be pulled: r_ij ≥ -β. β = 0 is the debiased loss.
 *
 * @param prior  τ⁺ in [0, 1)
 * @param concentration  β ≥ 0
 * @returns  a loss with values in (0, 2/τ + log(1 + M/(1 - τ⁺))]
 */
export function reweightedHard(prior: number, concentration: number): Loss {
  if (concentration === 0) return debiased(prior);
  return (similarities, { temperature }) => {
    const { negatives } = similarities;
    const greatest = tf.max(negatives, 1, true);
    // Relative to the greatest, so that the difference of two large logarithms loses nothing.
    const logits: tf.Tensor2D = tf.div(tf.sub(negatives, greatest), temperature);
    const sharp = boltzmann(tf.mul(logits, 1 + concentration));
    const weights = boltzmann(tf.mul(logits, concentration));
    const logCounts = tf.log(countNegatives(negatives).counts);
    const offsets = tf.add(logCounts, tf.squeeze(tf.div(greatest, temperature), [1]));
    const logTotals: tf.Tensor1D = tf.add(offsets, tf.sub(sharp.logSums, weights.logSums));
    const penalties: tf.Tensor2D = tf.sub(
      tf.mul(sharp.shares, 1 + concentration),
      tf.mul(weights.shares, concentration),
    );
    return correctedFor(similarities, { logTotals, penalties }, { temperature, prior });
  };
}
