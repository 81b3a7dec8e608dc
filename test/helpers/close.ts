import { expect } from 'vitest';

/** Every number within `tolerance` of the golden one, relative to it where it is greater than 1. */
export function expectClose(found: ArrayLike<number>, golden: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(golden.length);
  const worst = Array.from(golden).reduce(
    (greatest, value, i) =>
      Math.max(greatest, Math.abs((found[i] ?? Number.NaN) - value) / Math.max(1, Math.abs(value))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(tolerance);
}
