import type { SpectrumMeasures } from './spectrum';

/** Below it the similarity of two test images is 0.99 on average: 1 - ‖mean‖² is 1 minus the mean over all pairs. */
const leastSpread = 0.01;

/** Below it one direction holds most of what is left, where ten classes at equal angles alone need nine. */
const leastRank = 2;

/**
 * Whether embeddings have collapsed, as a sentence for a person, or null.
 *
 * To a point: all images have almost one embedding, as Chen & He 2021, arXiv:2011.10566, Figure 2, watch it by the
 * deviation. To a line: the effective rank, in at least three dimensions, is below 2, the extreme of the dimensional
 * collapse of Jing et al. 2022, arXiv:2110.09348. No label is looked at.
 *
 * @param dimension  D of the embedding
 */
export function collapseOf(
  { spread, effectiveRank }: Pick<SpectrumMeasures, 'spread' | 'effectiveRank'>,
  dimension: number,
): string | null {
  if (spread < leastSpread) {
    return `The embedding has collapsed to almost one point: the mean similarity of test images is ${(1 - spread).toFixed(4)}. Try a smaller learning rate, or a loss that pushes negatives more.`;
  }
  if (dimension > 2 && effectiveRank < leastRank) {
    return `The embedding has collapsed to almost one line: its effective rank is ${effectiveRank.toFixed(2)} of ${dimension}. Try a smaller learning rate, or a loss that pushes negatives more.`;
  }
  return null;
}
