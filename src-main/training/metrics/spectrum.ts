import type { Spectrum } from '#shared/detail';
import { kernels, tf } from '../tf';
import { rounded } from './rounded';

/**
 * How many directions the embeddings use, and how much.
 *
 *   σ_d   singular values of the rows minus their mean
 *   effective rank = exp( -Σ_d p_d log p_d ),   p_d = σ_d / Σ_e σ_e
 *   spread = mean_i ‖x_i - mean‖²
 *
 * Roy & Vetterli 2007, "The effective rank", Definition 1; the spectrum of Jing et al. 2022, arXiv:2110.09348, Figure 2,
 * and the deviations of Chen & He 2021, arXiv:2011.10566, Figure 2. For unit rows the spread is 1 - ‖mean‖²: 1 where
 * they are balanced around the origin, 0 where all are equal.
 */
export interface SpectrumMeasures {
  /** In [1, D]; 0 where all rows are equal, whose centred matrix has rank 0. */
  readonly effectiveRank: number;
  /** In [0, 1]. */
  readonly spread: number;
  readonly spectrum: Spectrum;
}

/** Squared length that single precision cannot tell from none in a row of unit length. */
const negligible = 1e-12;

/** @param embeddings  f32[N, D], unit rows */
export function measureSpectrum(embeddings: tf.Tensor2D): SpectrumMeasures {
  const { values, variances } = tf.tidy(() => {
    const centred: tf.Tensor2D = tf.sub(embeddings, tf.mean(embeddings, 0));
    return {
      values: Array.from(kernels().singularValues(centred).dataSync()),
      variances: Array.from(tf.mean(tf.square(centred), 0).dataSync()),
    };
  });
  const spread = variances.reduce((sum, variance) => sum + variance, 0);
  const isFlat = spread <= negligible;
  const total = values.reduce((sum, value) => sum + value, 0);
  const shares = values.map((value) => (isFlat ? 0 : value / total));
  const entropy = shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return {
    effectiveRank: isFlat ? 0 : Math.exp(entropy),
    spread,
    spectrum: {
      deviations: variances.map((variance) => rounded(Math.sqrt(variance))).sort((a, b) => b - a),
      singularValues: shares.map(rounded),
    },
  };
}
