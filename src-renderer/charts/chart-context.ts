/** What every chart of a window shares: provided once at the root, so that pages do not hand it on. */

import { computed, inject, type ComputedRef, type InjectionKey } from 'vue';
import type { ThemeName } from './theme';

/** The frame's own words, translated. */
export interface ChartLabels {
  readonly savePng: string;
  readonly saveSvg: string;
  readonly saveCsv: string;
  readonly loading: string;
  readonly empty: string;
}

export interface ChartContext {
  readonly theme: ThemeName;
  readonly labels: ChartLabels;
}

export const chartContextKey: InjectionKey<ComputedRef<ChartContext>> = Symbol('chart context');

const standard: ChartContext = {
  theme: 'dark',
  labels: {
    savePng: 'Save as PNG',
    saveSvg: 'Save as SVG',
    saveCsv: 'Save data as CSV',
    loading: 'Loading…',
    empty: 'No data yet',
  },
};

export const useChartContext = (): ComputedRef<ChartContext> =>
  inject(chartContextKey, () => computed(() => standard), true);
