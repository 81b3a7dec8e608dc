import { describe, expect, test } from 'vitest';
import { smooth } from '../../src-renderer/charts/smoothing';

describe('ema, as TensorBoard computes it', () => {
  const ema = (values: readonly number[], weight: number) =>
    smooth({ steps: values.map((_, i) => i), values }, { kind: 'ema', weight });

  test('is debiased', () => {
    // w = 0.5. n=1: m = 0.5·1 = 0.5, out 0.5/0.5 = 1. n=2: m = 0.25 + 0.5·3 = 1.75, out 1.75/0.75.
    expect(ema([1, 3], 0.5)).toEqual([1, 1.75 / 0.75]);
  });

  test('passes values through that are not finite and does not accumulate them', () => {
    expect(ema([1, NaN, 3], 0.5)).toEqual([1, NaN, 1.75 / 0.75]);
  });

  test('leaves a constant series exactly as it is', () => {
    expect(ema([0.1, 0.1, 0.1], 0.9)).toEqual([0.1, 0.1, 0.1]);
  });
});

describe('time-weighted ema', () => {
  const twema = (steps: readonly number[], values: readonly number[], weight: number) =>
    smooth({ steps, values }, { kind: 'twema', weight });

  test('follows its formula', () => {
    // p = 0.998², so w = 0.998; the range is 1000 steps, so a = 0.998^Δ.
    // i=0: m = 2, d = 1, out 2. i=1 (Δ 500): a = 0.998^500; m = 2a + 4, d = a + 1.
    // i=2 (Δ 500): m = (2a + 4)a + 6, d = (a + 1)a + 1.
    const a = 0.998 ** 500;
    const out = twema([0, 500, 1000], [2, 4, 6], 0.998 ** 2);
    expect(out[0]).toBe(2);
    expect(out[1]).toBeCloseTo((2 * a + 4) / (a + 1), 12);
    expect(out[2]).toBeCloseTo(((2 * a + 4) * a + 6) / ((a + 1) * a + 1), 12);
  });

  test('smooths a series alike whether it is recorded densely or sparsely', () => {
    const steps = Array.from({ length: 1001 }, (_, i) => i);
    const values = steps.map((step) => Math.exp(-step / 300));
    const dense = twema(steps, values, 0.99);
    const everyFifth = steps.filter((step) => step % 5 === 0);
    const sparse = twema(
      everyFifth,
      everyFifth.map((step) => values[step] ?? NaN),
      0.99,
    );
    expect(Math.abs((dense[1000] ?? 0) - (sparse[200] ?? 1))).toBeLessThan(0.005);
  });

  test('keeps gaps, single points and nothing at all', () => {
    expect(twema([0, 1, 2], [1, NaN, 1], 0.9)).toEqual([1, NaN, 1]);
    expect(twema([5], [0.25], 0.9)).toEqual([0.25]);
    expect(twema([], [], 0.9)).toEqual([]);
  });
});

test('off returns the very values', () => {
  const values = [3, 1, 2];
  expect(smooth({ steps: [0, 1, 2], values }, { kind: 'off' })).toBe(values);
});

describe('gaussian', () => {
  test('weighs by the distance in steps', () => {
    // w = 0.5 over a range of 1000 steps: σ = 1. Steps 0 and 1 see each other; 1000 is alone.
    const near = Math.exp(-0.5);
    const found = smooth({ steps: [0, 1, 1000], values: [0, 1, 7] }, { kind: 'gaussian', weight: 0.5 });
    expect(found[0]).toBeCloseTo(near / (1 + near), 12);
    expect(found[1]).toBeCloseTo(1 / (1 + near), 12);
    expect(found[2]).toBe(7);
  });

  test('passes values through that are not finite, and a single point', () => {
    const points = { steps: [0, 1, 2], values: [1, NaN, 3] };
    expect(smooth(points, { kind: 'gaussian', weight: 0.1 })).toEqual([1, NaN, 3]);
    expect(smooth({ steps: [5], values: [2] }, { kind: 'gaussian', weight: 0.9 })).toEqual([2]);
  });
});
