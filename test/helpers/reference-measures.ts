/** The measures over pairs of views, written plainly in float64. */

export type Rows = readonly (readonly number[])[];

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

export const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** s_ij of every first with every second view. */
export const similaritiesOf = (first: Rows, second: Rows): Rows =>
  first.map((a) => second.map((b) => dot(a, b)));

export const referenceAlignment = (first: Rows, second: Rows): number =>
  mean(first.map((a, i) => a.reduce((sum, x, d) => sum + (x - (second[i]?.[d] ?? 0)) ** 2, 0)));

interface Negative {
  readonly s: number;
  readonly isSame: boolean;
}

/** Of each anchor, from near to far. */
export const negativesOf = (
  similarities: Rows,
  labels: readonly number[],
): readonly (readonly Negative[])[] =>
  similarities.map((row, i) =>
    row
      .map((s, j) => ({ s, isSame: labels[i] === labels[j], isOwn: i === j }))
      .filter(({ isOwn }) => !isOwn)
      .sort((a, b) => b.s - a.s),
  );

export const referenceFalseNegatives = (similarities: Rows, labels: readonly number[], k: number): number =>
  mean(
    negativesOf(similarities, labels).map((row) => {
      const kept = row.filter(({ s }) => s >= (row[k - 1]?.s ?? Number.NaN));
      return kept.filter(({ isSame }) => isSame).length / kept.length;
    }),
  );

/** Counts of three kinds of pairs: of one image, of one class, of others. */
export function referenceHistogram(
  similarities: Rows,
  labels: readonly number[],
  edges: readonly number[],
): readonly (readonly number[])[] {
  const bins = edges.length - 1;
  const counts = [0, 1, 2].map(() => Array<number>(bins).fill(0));
  similarities.forEach((row, i) =>
    row.forEach((s, j) => {
      const group = i === j ? 0 : labels[i] === labels[j] ? 1 : 2;
      const found = edges.findLastIndex((edge) => s >= edge);
      const bin = Math.min(bins - 1, Math.max(0, found));
      const of = counts[group];
      if (of) of[bin] = (of[bin] ?? 0) + 1;
    }),
  );
  return counts;
}
