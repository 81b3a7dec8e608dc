import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import type { Loss, LossTerms, Similarities } from './loss';

/**
 * The decoupled loss with the positive weighted.
 *
 * @param weights  f32[M]: w_i of the positives, constant for the gradient
 */
export function decoupledWith(
  { positives, negatives }: Similarities,
  temperature: number,
  weights: tf.Tensor1D,
): LossTerms {
  const { logSums, shares } = boltzmann(tf.div(negatives, temperature));
  return {
    values: tf.sub(logSums, tf.mul(weights, tf.div(positives, temperature))),
    pull: tf.div(weights, temperature),
    push: tf.fill(positives.shape, 1 / temperature),
    penalties: shares,
  };
}

/**
 * The decoupled contrastive loss: the positive leaves the denominator, so a near positive no longer damps the push.
 *
 *   L(x_i) = -s_ii/τ + log Σ_{k≠i} exp(s_ik/τ)
 *
 * Yeh et al. 2021, arXiv:2110.06848, Eq 6. Both magnitudes of the gradient are 1/τ for every anchor.
 *
 * @returns  values in [-2/τ, 2/τ + log K]
 */
export const decoupled: Loss = (similarities, { temperature }) =>
  decoupledWith(similarities, temperature, tf.onesLike(similarities.positives));
