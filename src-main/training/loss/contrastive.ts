import { tf } from '../tf';
import type { Loss } from './loss';

/**
 * The contrastive loss.
 *
 *   L(x_i) = -log[ exp(s_ii/τ) / ( Σ_{k≠i} exp(s_ik/τ) + exp(s_ii/τ) ) ]
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 1; gradients Eq 4; r_ij Eq 5. With m = log Σ_{k≠i} exp(s_ik/τ) - s_ii/τ it is
 * softplus(m), and both magnitudes of the gradient are sigmoid(m)/τ: exact where one side drowns the other.
 *
 * @param temperature  τ > 0
 * @returns  a loss with values in (0, ∞)
 */
export const contrastive =
  (temperature: number): Loss =>
  ({ positives, negatives }) => {
    const logits = tf.div(negatives, temperature);
    const penalties = tf.softmax(logits) as tf.Tensor2D;
    // The greatest penalty is exp(0) / Σ_k exp(logit_k - max), so it holds the sum that softmax has computed.
    const logSum = tf.sub(tf.max(logits, 1), tf.log(tf.max(penalties, 1)));
    const margin = tf.sub(logSum, tf.div(positives, temperature)) as tf.Tensor1D;
    const magnitude = tf.div(tf.sigmoid(margin), temperature) as tf.Tensor1D;
    return { values: tf.softplus(margin), pull: magnitude, push: magnitude, penalties };
  };
