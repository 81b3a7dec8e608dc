/**
 * The rows of a tooltip in the order of their distance from the pointer, which only the component knows.
 * ECharts itself tells a tooltip only of the series that has a point at exactly the hovered step, so that runs
 * recorded at different steps would hide each other; builders look up every line themselves.
 */

import type { ChartOption } from './register';
import type { TooltipRow } from './tooltip';

/** Distance in pixels between the pointer and a value of a series. */
export type Rank = (seriesId: string, value: readonly [number, number]) => number;

export interface Candidate {
  readonly seriesId: string;
  readonly value: readonly [number, number];
  readonly row: TooltipRow;
}

/** Writes a tooltip; `rank` is missing where nobody knows of a pointer. */
export type TooltipWriter = (params: unknown, rank?: unknown) => string;

const isRank = (rank: unknown): rank is Rank => typeof rank === 'function';

export function rowsNearestFirst(candidates: readonly Candidate[], rank: unknown): readonly TooltipRow[] {
  if (!isRank(rank)) return candidates.map(({ row }) => row);
  return candidates
    .map((candidate) => ({ candidate, distance: rank(candidate.seriesId, candidate.value) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate.row);
}

/** The option whose tooltip knows the pointer. Options without a written tooltip stay as they are. */
export function withRank(option: ChartOption, rank: Rank): ChartOption {
  const { tooltip } = option;
  if (!tooltip || Array.isArray(tooltip) || typeof tooltip.formatter !== 'function') return option;
  const write = tooltip.formatter as TooltipWriter;
  return { ...option, tooltip: { ...tooltip, formatter: (params: unknown) => write(params, rank) } };
}

/** Index of the value nearest to `x` in an ascending list, or -1 where it is empty. */
export function nearestIndex(ascending: readonly number[], x: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = ascending[low - 1];
  const at = ascending[low];
  return before !== undefined && at !== undefined && x - before <= at - x
    ? low - 1
    : low < ascending.length
      ? low
      : -1;
}
