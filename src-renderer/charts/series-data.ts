/** Reading the data back out of an option: what a figure holds, whichever builder made it. */

import type { ChartOption, ChartSeries } from './register';

/** One finite or missing number, or a text, of a drawn point. */
export type Cell = number | string | null;

/** Ids of series that only accompany another one, such as a band, and names of dimensions that only place a mark, end in this sign and a word. */
export const helperSign = '#';

export const isHelper = (name: unknown): boolean => /#[a-z]+$/.test(String(name ?? ''));

/** The series that carry data of their own. */
export function dataSeries(option: ChartOption): readonly ChartSeries[] {
  const series = option.series ?? [];
  return (Array.isArray(series) ? series : [series]).filter(({ id }) => !isHelper(id));
}

/** Changes when series come or go. */
export const seriesIds = (option: ChartOption | null): string =>
  [option?.series ?? []]
    .flat()
    .map(({ id }) => String(id))
    .join('\n');

/** The cells of one data item, written as an array or as an object with a `value`. */
export function cellsOf(item: unknown): readonly Cell[] {
  if (Array.isArray(item)) return item as Cell[];
  if (typeof item === 'object' && item !== null && 'value' in item) return cellsOf(item.value);
  return [item as Cell];
}

export const rowsOf = (series: ChartSeries): readonly (readonly Cell[])[] =>
  Array.isArray(series.data) ? series.data.map(cellsOf) : [];

/** Which cells are drawn along x and y. */
const drawnAt = ({ encode }: ChartSeries): readonly number[] =>
  [encode?.x ?? 0, encode?.y ?? 1].map((at) => Number(Array.isArray(at) ? at[0] : at));

/** How many points with finite coordinates the figure shows. */
export function countPoints(option: ChartOption | null): number {
  if (!option) return 0;
  return dataSeries(option).reduce((count, series) => {
    const at = drawnAt(series);
    return count + rowsOf(series).filter((cells) => at.every((i) => Number.isFinite(cells[i]))).length;
  }, 0);
}
