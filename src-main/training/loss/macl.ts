import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import type { Loss } from './loss';

export interface MaclSettings {
  /** α ≥ 0: how much the temperature follows the alignment. */
  readonly adaptation: number;
  /** A₀: the alignment at which the temperature is τ. */
  readonly threshold: number;
}

/** A strong adaptation below its threshold would take the temperature through 0. */
const leastFactor = 0.1;
/** Below it softplus(m)/sigmoid(m) is 1 in single precision, and soon 0/0. */
const leastMargin = -20;

/**
 * Model-aware contrastive learning: the temperature follows the alignment of the batch, and anchors that already tell
 * their positive apart weigh more.
 *
 *   τ = τ₀ (1 + α (A - A₀)),   A = mean_b s_bb
 *   L(x_i) = -1/(1 - P_ii) · log P_ii,   P_ii = exp(s_ii/τ) / ( Σ_{k≠i} exp(s_ik/τ) + exp(s_ii/τ) )
 *
 * Huang et al. 2023, arXiv:2207.07874, section 3 (adaptive temperature and gradient reweighting). A and the factor 1/(1 - P_ii) are constant for the gradient, whose
 * magnitudes are therefore 1/τ on both sides: that of the decoupled loss at the adapted temperature. The factor of τ₀
 * is kept at 0.1 or more.
 *
 * @returns  a loss with values in (1, ∞)
 */
export const macl =
  ({ adaptation, threshold }: MaclSettings): Loss =>
  ({ positives, negatives }, { temperature }) => {
    const factor = tf.add(1, tf.mul(adaptation, tf.sub(tf.mean(positives), threshold)));
    const adapted = tf.mul(temperature, tf.maximum(factor, leastFactor));
    const { logSums, shares } = boltzmann(tf.div(negatives, adapted));
    const margins = tf.maximum(tf.sub(logSums, tf.div(positives, adapted)), leastMargin);
    const magnitudes: tf.Tensor1D = tf.div(tf.onesLike(positives), adapted);
    return {
      values: tf.div(tf.softplus(margins), tf.sigmoid(margins)),
      pull: magnitudes,
      push: magnitudes,
      penalties: shares,
    };
  };
