/** Shape and dash mean the loss, so that figures survive black-and-white printing and colour blindness. */

import type { RunConfig } from '#shared/config/fields';

export type LossKind = RunConfig['loss.kind'];

export interface Mark {
  /** What ECharts draws at points: the name of a symbol, or the outline. */
  readonly symbol: string;
  /** The same shape as an SVG path in a square of 12. */
  readonly outline: string;
  /** Symbols of equal width do not look equally large. */
  readonly symbolScale: number;
  readonly dash: 'solid' | number[];
}

const own = (outline: string, symbolScale: number, dash: number[]): Mark => ({
  symbol: `path://${outline}`,
  outline,
  symbolScale,
  dash,
});

/** The paper's four have plain shapes, solid or dashed; its limit and what came later have richer ones, dotted. */
const marks: Readonly<Record<LossKind, Mark>> = {
  contrastive: {
    symbol: 'circle',
    outline: 'M6 1.4a4.6 4.6 0 1 0 0 9.2a4.6 4.6 0 1 0 0-9.2z',
    symbolScale: 1,
    dash: 'solid',
  },
  'hard-contrastive': {
    symbol: 'triangle',
    outline: 'M6 1L11.2 10.4H.8z',
    symbolScale: 1.15,
    dash: 'solid',
  },
  simple: { symbol: 'rect', outline: 'M1.8 1.8h8.4v8.4H1.8z', symbolScale: 0.9, dash: [6, 4] },
  'hard-simple': { symbol: 'diamond', outline: 'M6 .4L11.6 6L6 11.6L.4 6z', symbolScale: 1.25, dash: [2, 3] },
  'triplet-limit': own('M6 11L.8 1.6H11.2z', 1.15, [10, 4]),
  debiased: own('M6 .8L11.2 4.6L9.2 10.8H2.8L.8 4.6z', 1.1, [1, 3]),
  'reweighted-hard': own(
    'M6 .4L7.5 4.3L11.7 4.5L8.4 7.1L9.5 11.2L6 8.9L2.5 11.2L3.6 7.1L.3 4.5L4.5 4.3z',
    1.3,
    [6, 3, 1, 3],
  ),
  decoupled: own('M4.2 .8H7.8V4.2H11.2V7.8H7.8V11.2H4.2V7.8H.8V4.2H4.2z', 1.15, [3, 2]),
  'decoupled-weighted': own(
    'M2.9 .9L6 4L9.1 .9L11.1 2.9L8 6L11.1 9.1L9.1 11.1L6 8L2.9 11.1L.9 9.1L4 6L.9 2.9z',
    1.15,
    [3, 2, 1, 2],
  ),
  'align-uniform': own('M3.2 1.2H8.8L11.6 6L8.8 10.8H3.2L.4 6z', 1.1, [1, 5]),
  macl: own('M6 .8L11.2 11L6 8.2L.8 11z', 1.2, [8, 2, 2, 2]),
  'dual-temperature': own('M1.2 1H10.8L7 6L10.8 11H1.2L5 6z', 1.15, [4, 2, 1, 2, 1, 2]),
  // The hole turns the other way round, which leaves it empty.
  'entropy-targeted': own(
    'M6 .8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4zM6 3.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 1 1 0-4.8z',
    1.15,
    [2, 6],
  ),
};

/** Of several losses in one group. */
const mixedMark: Mark = own('M.8 1.4L6 4.6L11.2 1.4V10.6L6 7.4L.8 10.6z', 1.15, [12, 3]);

/** @param kind  null where several losses are one group */
export const lossMark = (kind: LossKind | null): Mark => (kind === null ? mixedMark : marks[kind]);

export const lossKinds = Object.keys(marks) as readonly LossKind[];

/** The losses that the paper trains; the limit τ → 0 is the last equation it gives for one. */
export const paperLosses = [
  'contrastive',
  'hard-contrastive',
  'simple',
  'hard-simple',
] as const satisfies readonly LossKind[];

export const laterLosses: readonly LossKind[] = lossKinds.filter(
  (kind) => !(paperLosses as readonly LossKind[]).includes(kind),
);
