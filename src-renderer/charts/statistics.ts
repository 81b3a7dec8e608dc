/** Spread over a group of runs, such as the seeds of one configuration. */

export interface Statistics {
  /** How many finite values there were. */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (divided by n - 1); null for a single value, whose spread is unknown. */
  readonly deviation: number | null;
  readonly min: number;
  readonly max: number;
}

/** Statistics of the finite values, or null where there are none. */
export function statisticsOf(values: readonly (number | null | undefined)[]): Statistics | null {
  const finite = values.filter((value): value is number => Number.isFinite(value));
  const n = finite.length;
  if (n === 0) return null;
  const mean = finite.reduce((sum, value) => sum + value, 0) / n;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    n,
    mean,
    deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
    min: Math.min(...finite),
    max: Math.max(...finite),
  };
}
