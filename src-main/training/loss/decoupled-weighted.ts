import { tf } from '../tf';
import { decoupledWith } from './decoupled';
import type { Loss } from './loss';

/**
 * The weighted decoupled loss: positives that are far already among those of the batch are pulled more.
 *
 *   L(x_i) = -w_i s_ii/τ + log Σ_{k≠i} exp(s_ik/τ),   w_i = 2 - M exp(s_ii/σ) / Σ_b exp(s_bb/σ)
 *
 * Yeh et al. 2021, arXiv:2110.06848, section 3, the von Mises-Fisher weights (unnumbered); M anchors b in the batch. The
 * weights are constant for the gradient, as in the implementations in use, and their mean is 1. A positive much nearer
 * than the others has a negative weight: it is pushed away.
 *
 * @param weightScale  σ > 0; σ→∞ is the decoupled loss
 * @returns  a loss with values in [-max(2, M)/τ - 1/τ, M/τ + 1/τ + log K]; its pull may be negative
 */
export const decoupledWeighted =
  (weightScale: number): Loss =>
  (similarities, { temperature }) => {
    const { positives } = similarities;
    const shares = tf.softmax(tf.div(positives, weightScale));
    const weights: tf.Tensor1D = tf.sub(2, tf.mul(shares, positives.shape[0]));
    return decoupledWith(similarities, temperature, weights);
  };
