import { tf } from '../tf';

export interface Boltzmann {
  /** f32[M]: log Σ_j exp(logit_ij). */
  readonly logSums: tf.Tensor1D;
  /** f32[M, K]: exp(logit_ij) / Σ_k exp(logit_ik); 0 where the logit is -∞. */
  readonly shares: tf.Tensor2D;
}

/**
 * How each row of logits shares one unit, and the logarithm of the sum that it is shared by.
 *
 *   share_ij = exp(l_ij) / Σ_k exp(l_ik)
 *
 * With l = s/τ it is r_i(s_ij) of Wang & Liu 2020, arXiv:2012.09740, Eq 5.
 *
 * @param logits  f32[M, K], -∞ where a column does not count; at least one column of a row counts
 */
export function boltzmann(logits: tf.Tensor2D): Boltzmann {
  const shares = tf.softmax(logits) as tf.Tensor2D;
  // The greatest share is exp(0) / Σ_k exp(l_k - max), so it holds the sum that softmax has computed.
  const logSums = tf.sub(tf.max(logits, 1), tf.log(tf.max(shares, 1))) as tf.Tensor1D;
  return { logSums, shares };
}
