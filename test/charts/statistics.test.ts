import { expect, test } from 'vitest';
import { bestRange } from '../../src-renderer/charts/best-range';
import { halfWidth, statisticsOf } from '../../src-renderer/charts/statistics';
import { studentQuantile } from '../../src-renderer/charts/student';

test('mean and sample deviation', () => {
  // Mean 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; 32 / 7.
  expect(statisticsOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
    n: 8,
    mean: 5,
    deviation: Math.sqrt(32 / 7),
    min: 2,
    max: 9,
  });
});

test('the spread of a single value is unknown, not nought', () => {
  expect(statisticsOf([0.5])).toEqual({ n: 1, mean: 0.5, deviation: null, min: 0.5, max: 0.5 });
});

test('what is missing or not finite does not count', () => {
  expect(statisticsOf([1, NaN, undefined, null, Infinity, 3])).toMatchObject({ n: 2, mean: 2 });
  expect(statisticsOf([NaN, undefined])).toBeNull();
});

test.each([
  [1, 12.7062],
  [2, 4.30265],
  [3, 3.18245],
  [4, 2.77645],
  [9, 2.26216],
  [30, 2.04227],
  [120, 1.97993],
])('the quantile of t with %d degrees of freedom is that of the tables', (freedom, expected) => {
  expect(studentQuantile(0.975, freedom)).toBeCloseTo(expected, 4);
});

test('spread: deviation, standard error, and the interval of t over n - 1', () => {
  const three = { deviation: 0.03, n: 3 };
  expect(halfWidth(three, 'sd')).toBe(0.03);
  expect(halfWidth(three, 'se')).toBeCloseTo(0.03 / Math.sqrt(3), 12);
  expect(halfWidth(three, 'ci')).toBeCloseTo((4.30265 * 0.03) / Math.sqrt(3), 6);
  expect(halfWidth({ deviation: null, n: 1 }, 'ci')).toBeNull();
});

test('the best range reaches half way to the first neighbour that is worse by more than the error', () => {
  const points = [
    { x: 0.1, mean: 0.7, error: 0.01 },
    { x: 0.2, mean: 0.795, error: 0.01 },
    { x: 0.4, mean: 0.8, error: 0.01 },
    { x: 0.8, mean: 0.6, error: 0.01 },
  ];
  expect(bestRange(points, false)).toEqual({
    low: expect.closeTo(0.15, 12),
    high: expect.closeTo(0.6, 12),
    best: 0.4,
  });
  expect(bestRange(points, true)?.low).toBeCloseTo(Math.sqrt(0.02), 12);
  expect(bestRange(points.slice(0, 1), true)).toBeNull();
  expect(
    bestRange(
      points.map((point) => ({ ...point, error: null })),
      true,
    ),
  ).toBeNull();
});
