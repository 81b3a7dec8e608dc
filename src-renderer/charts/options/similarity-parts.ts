/** The three kinds of pairs whose similarities are told apart, as every figure of them draws them. */

import { categoricalColour } from '../colour';
import type { ThemeName } from '../theme';

const parts = [
  { key: 'positive', colour: 2, dash: 'solid' },
  { key: 'sameClass', colour: 1, dash: [6, 4] },
  { key: 'otherClass', colour: 0, dash: [2, 3] },
] as const;

export type SimilarityPart = (typeof parts)[number]['key'];

export interface PartLook {
  readonly key: SimilarityPart;
  readonly colour: string;
  readonly dash: 'solid' | number[];
}

export const partLooks = (theme: ThemeName): readonly PartLook[] =>
  parts.map(({ key, colour, dash }) => ({
    key,
    colour: categoricalColour(colour, theme),
    dash: dash === 'solid' ? dash : [...dash],
  }));

/** Counts per bin as a density, which integrates to 1; empty where nothing was counted. */
export function densities(counts: readonly number[], edges: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  return counts.map((count, i) => count / total / ((edges[i + 1] ?? NaN) - (edges[i] ?? NaN)));
}
