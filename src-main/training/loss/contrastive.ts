import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import type { Loss, LossTerms, Similarities } from './loss';

/**
 * The contrastive loss at one temperature for all anchors or one for each.
 *
 * @param temperatures  τ > 0, or f32[M] of them
 */
export function contrastiveAt(
  { positives, negatives }: Similarities,
  temperatures: number | tf.Tensor1D,
): LossTerms {
  const columns = typeof temperatures === 'number' ? temperatures : tf.expandDims(temperatures, 1);
  const { logSums, shares } = boltzmann(tf.div(negatives, columns));
  const margins: tf.Tensor1D = tf.sub(logSums, tf.div(positives, temperatures));
  const magnitudes: tf.Tensor1D = tf.div(tf.sigmoid(margins), temperatures);
  return { values: tf.softplus(margins), pull: magnitudes, push: magnitudes, penalties: shares };
}

/**
 * The contrastive loss.
 *
 *   L(x_i) = -log[ exp(s_ii/τ) / ( Σ_{k≠i} exp(s_ik/τ) + exp(s_ii/τ) ) ]
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 1; gradients Eq 4; r_ij Eq 5. With the margin m = log Σ_{k≠i} exp(s_ik/τ) - s_ii/τ
 * it is softplus(m), and both magnitudes of the gradient are sigmoid(m)/τ: exact where one side drowns the other.
 *
 * @returns  values in (0, 2/τ + log(1 + K)]
 */
export const contrastive: Loss = (similarities, { temperature }) => contrastiveAt(similarities, temperature);
