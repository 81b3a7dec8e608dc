/** Reading the data back out of an option: what a figure holds, whichever builder made it. */

import type { ChartOption, ChartSeries } from './register';

/** One finite or missing number, or a text, of a drawn point. */
export type Cell = number | string | null;

/** Ids of series that only accompany another one, such as a band, hold this sign. */
export const helperSign = '#';

export const isHelper = (seriesId: unknown): boolean => String(seriesId ?? '').includes(helperSign);

/** The series that carry data of their own. */
export function dataSeries(option: ChartOption): readonly ChartSeries[] {
  const series = option.series ?? [];
  return (Array.isArray(series) ? series : [series]).filter(({ id }) => !isHelper(id));
}

/** The cells of one data item, written as an array or as an object with a `value`. */
export function cellsOf(item: unknown): readonly Cell[] {
  if (Array.isArray(item)) return item as Cell[];
  if (typeof item === 'object' && item !== null && 'value' in item) return cellsOf(item.value);
  return [item as Cell];
}

export const rowsOf = (series: ChartSeries): readonly (readonly Cell[])[] =>
  Array.isArray(series.data) ? series.data.map(cellsOf) : [];

const isDrawn = (cells: readonly Cell[]): boolean => Number.isFinite(cells[0]) && Number.isFinite(cells[1]);

/** How many points with finite coordinates the figure shows. */
export const countPoints = (option: ChartOption | null): number =>
  option ? dataSeries(option).reduce((count, series) => count + rowsOf(series).filter(isDrawn).length, 0) : 0;
