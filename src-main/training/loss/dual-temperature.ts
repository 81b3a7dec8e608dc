import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import type { Loss } from './loss';

/** Below it softplus(m)/sigmoid(m) is 1 in single precision, and soon 0/0. */
const leastMargin = -20;

/**
 * Two temperatures: τ shares the push among the negatives of an anchor, mτ weighs the anchors.
 *
 *   L(x_i) = -(1 - P_ii(mτ)) / (1 - P_ii(τ)) · log P_ii(τ)
 *
 * with P_ii(τ) as in Wang & Liu 2020, arXiv:2012.09740, Eq 2. Zhang et al. 2022, arXiv:2203.17248, the dual temperature loss as in the authors' code. The fraction is
 * constant for the gradient, whose magnitudes are therefore (1 - P_ii(mτ))/τ on both sides.
 *
 * @param ratio  m ≥ 1; 1 is the contrastive loss
 * @returns  a loss with values in (0, ∞)
 */
export const dualTemperature =
  (ratio: number): Loss =>
  ({ positives, negatives }, { temperature }) => {
    const { logSums, shares } = boltzmann(tf.div(negatives, temperature));
    const margins = tf.maximum(tf.sub(logSums, tf.div(positives, temperature)), leastMargin);
    const second = ratio * temperature;
    const secondSums = tf.logSumExp(tf.div(negatives, second), 1);
    const weights = tf.sigmoid(tf.sub(secondSums, tf.div(positives, second)));
    const magnitudes: tf.Tensor1D = tf.div(weights, temperature);
    return {
      values: tf.mul(weights, tf.div(tf.softplus(margins), tf.sigmoid(margins))),
      pull: magnitudes,
      push: magnitudes,
      penalties: shares,
    };
  };
