import { tf } from '../tf';
import { boltzmann } from './boltzmann';
import { countNegatives } from './count-negatives';
import type { Loss } from './loss';

export interface AlignUniformSettings {
  /** a ≥ 1 of the distance to the positive. */
  readonly exponent: number;
  /** t > 0 of the uniformity term. */
  readonly scale: number;
  /** w ≥ 0 of the uniformity term. */
  readonly weight: number;
}

/** Single precision tells 1 - s from 0 by steps of 2^-24: no squared distance 2 - 2s below this one is known. */
const leastSquaredDistance = 2 ** -22;

/**
 * Alignment and uniformity as a loss.
 *
 *   L(x_i) = ‖f(x_i) - g(x_i)‖^a + w log mean_{(i,j)} exp(-t ‖f(x_i) - g(x_j)‖²)
 *
 * Wang & Isola 2020, arXiv:2005.10242, sections 4.1.1 and 4.1.2 (unnumbered). On the sphere ‖f - g‖² = 2 - 2s. The mean
 * runs over all pairs of an anchor of the batch and one of its negatives, so the second term is the same for all
 * anchors and the push of one is its part of that sum:
 *
 *   push_i = M w 2t Σ_j e_ij / Σ_kj e_kj,   r_ij = e_ij / Σ_k e_ik,   e_ij = exp(2t s_ij)
 *
 * For a < 2 the pull is that of the least distance that single precision knows where the positive is nearer.
 *
 * @returns  a loss with values in [-4 t w, 2^a]
 */
export const alignUniform =
  ({ exponent, scale, weight }: AlignUniformSettings): Loss =>
  ({ positives, negatives }) => {
    // Rounding takes similarities of unit rows a little beyond 1.
    const squared = tf.relu(tf.sub(2, tf.mul(2, positives)));
    const { logSums, shares } = boltzmann(tf.mul(negatives, 2 * scale));
    const pairs = tf.sum(countNegatives(negatives).counts);
    const logMean = tf.sub(tf.sub(tf.logSumExp(logSums), tf.log(pairs)), 2 * scale);
    const steepness = tf.pow(tf.maximum(squared, leastSquaredDistance), exponent / 2 - 1);
    return {
      values: tf.add(tf.pow(squared, exponent / 2), tf.mul(weight, logMean)),
      pull: tf.mul(steepness, exponent),
      push: tf.mul(tf.softmax(logSums), positives.shape[0] * weight * 2 * scale),
      penalties: shares,
    };
  };
