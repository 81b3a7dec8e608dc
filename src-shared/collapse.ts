/** Whether an embedding has collapsed: to a point, or to a few of its dimensions. */

import type { Spectrum } from './detail';

export interface Collapse {
  /** `complete`: all images have nearly one embedding. `dimensional`: nearly all directions are unused. */
  readonly kind: 'none' | 'dimensional' | 'complete';
  /**
   * √Σ_d σ_d², the root mean squared distance of unit embeddings from their mean: 1 where the mean is 0, as on an evenly
   * filled sphere, 0 where all are the same.
   */
  readonly spread: number;
  /** exp of the entropy of the singular values' shares (Roy & Vetterli 2007), in [1, D]. */
  readonly effectiveRank: number;
  readonly dimensions: number;
}

/** Below, the mean similarity of two images is above 1 - 0.1² = 0.99. */
const leastSpread = 0.1;
/** Of the dimensions. A tenth is what ten well separated classes of a 128-dimensional embedding come to. */
const leastRankShare = 0.05;

export function collapseOf({ deviations, singularValues }: Spectrum): Collapse {
  const spread = Math.sqrt(deviations.reduce((sum, deviation) => sum + deviation * deviation, 0));
  const total = singularValues.reduce((sum, value) => sum + value, 0);
  const entropy = singularValues.reduce((sum, value) => {
    const share = value / total;
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
  const effectiveRank = Math.exp(entropy);
  const dimensions = Math.max(deviations.length, singularValues.length);
  const isNarrow = effectiveRank < leastRankShare * dimensions;
  const kind = spread < leastSpread ? 'complete' : isNarrow ? 'dimensional' : 'none';
  return { kind, spread, effectiveRank, dimensions };
}
