/** Spread over a group of runs, such as the seeds of one configuration. */

import { studentQuantile } from './student';

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

/** What is drawn around a mean: standard deviation, standard error, or the 95 % confidence interval of the mean. */
export type Spread = 'sd' | 'se' | 'ci';

export const spreads = ['sd', 'se', 'ci'] as const satisfies readonly Spread[];

/**
 * Half the width of the spread around the mean; null where one value leaves it unknown.
 *
 *   sd = s;  se = s/√n;  ci = t(0.975, n - 1) · s/√n
 */
export function halfWidth(
  { deviation, n }: Pick<Statistics, 'deviation' | 'n'>,
  spread: Spread,
): number | null {
  if (deviation === null) return null;
  if (spread === 'sd') return deviation;
  const error = deviation / Math.sqrt(n);
  return spread === 'se' ? error : studentQuantile(0.975, n - 1) * error;
}
