/** Whether an embedding has collapsed: to a point or to a line. */

import type { Spectrum } from './detail';

export type CollapseKind = 'none' | 'line' | 'point';

/** Below it the similarity of two test images is 0.99 on average: 1 - ‖mean‖² is 1 minus the mean over all pairs. */
const leastSpread = 0.01;
/** Below it one direction holds most of what is left, where ten classes at equal angles alone need nine. */
const leastRank = 2;

export interface Shape {
  /** Σ_d σ_d² of unit embeddings, which is 1 - ‖mean‖²: 1 where they are spread evenly, 0 where all are the same. */
  readonly spread: number;
  /** exp of the entropy of the singular values' shares (Roy & Vetterli 2007), in [1, D]. */
  readonly effectiveRank: number;
  readonly dimensions: number;
}

/**
 * To a point: all images have almost one embedding, as Chen & He 2021, arXiv:2011.10566, Figure 2, watch it by the
 * deviation. To a line: the effective rank, in at least three dimensions, is below 2, the extreme of the dimensional
 * collapse of Jing et al. 2022, arXiv:2110.09348. No label is looked at.
 */
export function collapseKind({ spread, effectiveRank, dimensions }: Shape): CollapseKind {
  if (spread < leastSpread) return 'point';
  return dimensions > 2 && effectiveRank < leastRank ? 'line' : 'none';
}

/** The shape of an embedding, from its stored spectrum. */
export function shapeOf({ deviations, singularValues }: Spectrum): Shape {
  const total = singularValues.reduce((sum, value) => sum + value, 0);
  const entropy = singularValues.reduce((sum, value) => {
    const share = value / total;
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
  return {
    spread: deviations.reduce((sum, deviation) => sum + deviation * deviation, 0),
    effectiveRank: Math.exp(entropy),
    dimensions: Math.max(deviations.length, singularValues.length),
  };
}
