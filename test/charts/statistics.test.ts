import { expect, test } from 'vitest';
import { statisticsOf } from '../../src-renderer/charts/statistics';

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
