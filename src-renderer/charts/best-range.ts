/** Which values of a field are as good as the best one, as far as the spread can tell. */

export interface Candidate {
  readonly x: number;
  readonly mean: number;
  /** Standard error of the mean; null where it is not known. */
  readonly error: number | null;
}

export interface BestRange {
  readonly low: number;
  readonly high: number;
  /** Where the mean is greatest. */
  readonly best: number;
}

/**
 * The unbroken run of neighbours whose mean lies within one standard error of the greatest one, out to half way to the
 * first neighbour that does not.
 *
 * @param points  at least two, with a known error of the best one; else there is no range
 * @param isLog  whether half way is in ratios
 */
export function bestRange(points: readonly Candidate[], isLog: boolean): BestRange | null {
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const best = sorted.reduce(
    (found, { mean }, i) => (mean > (sorted[found]?.mean ?? -Infinity) ? i : found),
    0,
  );
  const top = sorted[best];
  if (!top || sorted.length < 2 || top.error === null) return null;
  const isAsGood = (i: number): boolean => (sorted[i]?.mean ?? -Infinity) >= top.mean - (top.error ?? 0);
  let [first, last] = [best, best];
  while (first > 0 && isAsGood(first - 1)) first -= 1;
  while (last < sorted.length - 1 && isAsGood(last + 1)) last += 1;
  const between = (i: number, j: number): number => {
    const [a, b] = [sorted[i]?.x, sorted[j]?.x];
    if (a === undefined || b === undefined) return a ?? b ?? top.x;
    return isLog ? Math.sqrt(a * b) : (a + b) / 2;
  };
  return { low: between(first - 1, first), high: between(last, last + 1), best: top.x };
}
