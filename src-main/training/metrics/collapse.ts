import { collapseKind } from '#shared/collapse';
import type { SpectrumMeasures } from './spectrum';

/**
 * Whether embeddings have collapsed, as a sentence for a person, or null.
 *
 * @param dimension  D of the embedding
 */
export function collapseOf(
  { spread, effectiveRank }: Pick<SpectrumMeasures, 'spread' | 'effectiveRank'>,
  dimension: number,
): string | null {
  const kind = collapseKind({ spread, effectiveRank, dimensions: dimension });
  if (kind === 'point') {
    return `The embedding has collapsed to almost one point: the mean similarity of test images is ${(1 - spread).toFixed(4)}. Try a smaller learning rate, or a loss that pushes negatives more.`;
  }
  if (kind === 'line') {
    return `The embedding has collapsed to almost one line: its effective rank is ${effectiveRank.toFixed(2)} of ${dimension}. Try a smaller learning rate, or a loss that pushes negatives more.`;
  }
  return null;
}
