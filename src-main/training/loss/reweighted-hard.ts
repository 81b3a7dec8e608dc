import { tf } from '../tf';
import { countNegatives } from './count-negatives';
import { correctedFor, debiased, type Estimate } from './debiased';
import type { Loss } from './loss';

/** Relative to the greatest similarity, so that nothing overflows and the small differences of large logarithms stay. */
function reweighted(negatives: tf.Tensor2D, temperature: number, concentration: number): Estimate {
  const greatest = tf.max(negatives, 1, true);
  const gaps = tf.sub(negatives, greatest);
  const weights = tf.exp(tf.mul(gaps, concentration / temperature));
  const sharp = tf.exp(tf.mul(gaps, (1 + concentration) / temperature));
  const weightSums = tf.sum(weights, 1, true);
  const sharpSums = tf.sum(sharp, 1, true);
  const logMeans = tf.add(tf.div(greatest, temperature), tf.log(tf.div(sharpSums, weightSums)));
  const { counts } = countNegatives(negatives);
  return {
    logTotals: tf.add(tf.log(counts), tf.squeeze(logMeans, [1])),
    penalties: tf.sub(
      tf.mul(sharp, tf.div(1 + concentration, sharpSums)),
      tf.mul(weights, tf.div(concentration, weightSums)),
    ),
  };
}

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
    const estimate = reweighted(similarities.negatives, temperature, concentration);
    return correctedFor(similarities, estimate, { temperature, prior });
  };
}
