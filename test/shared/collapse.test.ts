import { describe, expect, test } from 'vitest';
import { collapseKind, shapeOf } from '../../src-shared/collapse';

const even = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

describe('the shape of an embedding', () => {
  test('on an evenly filled sphere: each of D variances is 1/D, each share 1/D', () => {
    const shape = shapeOf({
      deviations: even(128, 1 / Math.sqrt(128)),
      singularValues: even(128, 1 / 128),
    });
    expect(shape.spread).toBeCloseTo(1, 12);
    expect(shape.effectiveRank).toBeCloseTo(128, 9);
    expect(shape.dimensions).toBe(128);
    expect(collapseKind(shape)).toBe('none');
  });

  test('in one direction has rank 1', () => {
    const shape = shapeOf({ deviations: even(64, 1 / 8), singularValues: [1, ...even(63, 0)] });
    expect(shape.effectiveRank).toBe(1);
    expect(collapseKind(shape)).toBe('line');
  });
});

describe('collapse', () => {
  test.each([
    [{ spread: 0.009, effectiveRank: 60, dimensions: 64 }, 'point'],
    [{ spread: 0.011, effectiveRank: 60, dimensions: 64 }, 'none'],
    [{ spread: 0.5, effectiveRank: 1.9, dimensions: 64 }, 'line'],
    [{ spread: 0.5, effectiveRank: 2.1, dimensions: 64 }, 'none'],
    // A plane is all there is.
    [{ spread: 0.5, effectiveRank: 1.9, dimensions: 2 }, 'none'],
  ] as const)('of %o is %s', (shape, kind) => {
    expect(collapseKind(shape)).toBe(kind);
  });
});
