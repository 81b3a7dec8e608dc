import { describe, expect, test } from 'vitest';
import { collapseOf } from '../../src-shared/collapse';

const even = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

describe('collapse', () => {
  test('is none on an evenly filled sphere: each of D deviations is 1/√D, each share 1/D', () => {
    const found = collapseOf({
      deviations: even(128, 1 / Math.sqrt(128)),
      singularValues: even(128, 1 / 128),
    });
    expect(found.kind).toBe('none');
    expect(found.spread).toBeCloseTo(1, 12);
    expect(found.effectiveRank).toBeCloseTo(128, 9);
    expect(found.dimensions).toBe(128);
  });

  test('is complete where the mean similarity of two images is above 0.99', () => {
    const spectrum = (spread: number) => ({
      deviations: even(64, spread / 8),
      singularValues: even(64, 1 / 64),
    });
    expect(collapseOf(spectrum(0.09)).kind).toBe('complete');
    expect(collapseOf(spectrum(0.11)).kind).toBe('none');
  });

  test('is dimensional where few directions carry everything', () => {
    const singularValues = [0.5, 0.5, ...even(126, 0)];
    const found = collapseOf({ deviations: even(128, 1 / 16), singularValues });
    expect(found.kind).toBe('dimensional');
    expect(found.effectiveRank).toBeCloseTo(2, 12);
  });
});
