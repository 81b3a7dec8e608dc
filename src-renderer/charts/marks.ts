/** Shape and dash mean the loss, so that figures survive black-and-white printing and colour blindness. */

import type { RunConfig } from '#shared/config/fields';

export type LossKind = RunConfig['loss.kind'];

export interface Mark {
  /** The name of the symbol in ECharts. */
  readonly symbol: 'circle' | 'triangle' | 'rect' | 'diamond';
  /** Symbols of equal width do not look equally large. */
  readonly symbolScale: number;
  readonly dash: 'solid' | [number, number];
}

const marks: Readonly<Record<LossKind, Mark>> = {
  contrastive: { symbol: 'circle', symbolScale: 1, dash: 'solid' },
  'hard-contrastive': { symbol: 'triangle', symbolScale: 1.15, dash: 'solid' },
  simple: { symbol: 'rect', symbolScale: 0.9, dash: [6, 4] },
  'hard-simple': { symbol: 'diamond', symbolScale: 1.25, dash: [2, 3] },
};

export const lossMark = (kind: LossKind): Mark => marks[kind];

export const lossKinds = Object.keys(marks) as readonly LossKind[];
