/** The data of a figure as CSV: one row a point, first the series, then its dimensions. */

import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ChartOption, ChartSeries } from './register';
import { dataSeries, isHelper, rowsOf } from './series-data';

function dimensionsOf(series: ChartSeries): readonly string[] {
  const named = series.dimensions;
  if (!Array.isArray(named)) return ['x', 'y'];
  return named.map((dimension, i) => (typeof dimension === 'string' ? dimension : `dimension ${i + 1}`));
}

/** Columns are the union over the series, in the order in which they first occur. Missing numbers are empty. */
export function optionCsv(option: ChartOption): string {
  const all = dataSeries(option);
  const columns = [...new Set(['series', ...all.flatMap(dimensionsOf)])].filter(
    (column) => !isHelper(column),
  );
  const rows = all.flatMap((series) => {
    const dimensions = dimensionsOf(series);
    return rowsOf(series).map((cells) => {
      const row: Record<string, string | number | null> = { series: String(series.name ?? series.id ?? '') };
      dimensions.forEach((dimension, i) => {
        const cell = cells[i] ?? null;
        row[dimension] = typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;
      });
      return row;
    });
  });
  // A run may be named `=cmd`, and a spreadsheet would run it.
  return stringify(rows, { header: true, columns, escape_formulas: true });
}
