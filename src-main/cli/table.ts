/** How results read on a terminal. Wide characters, as in Chinese names, take two columns of it. */

import stringWidth from 'string-width';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand right, so that their digits line up. */
  readonly align?: 'left' | 'right';
}

/** Plain aligned columns under their titles, two spaces apart. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((c) => c.cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => stringWidth(line[i] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, i) => {
          const space = ' '.repeat((widths[i] ?? 0) - stringWidth(cell));
          return columns[i]?.align === 'right' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names beside values, one a line. */
export const facts = (pairs: readonly (readonly [string, string])[]): string => {
  const width = Math.max(0, ...pairs.map(([name]) => stringWidth(name)));
  return pairs
    .map(([name, value]) => `${name}${' '.repeat(width - stringWidth(name))}  ${value}`.trimEnd())
    .join('\n');
};
