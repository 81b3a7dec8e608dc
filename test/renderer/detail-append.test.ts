import { describe, expect, test } from 'vitest';
import type { Detail } from '../../src-shared/detail';
import { appendDetails, detailAt, detailsOf } from '../../src-renderer/state/detail-append';

const spectrum = (step: number, first: number): Detail => ({
  kind: 'spectrum',
  step,
  value: { deviations: [first], singularValues: [] },
});
const confusion = (step: number): Detail => ({ kind: 'confusion', step, value: { counts: [[step]] } });

describe('details that arrive live', () => {
  test('follow those of their kind', () => {
    const all = appendDetails([spectrum(10, 1), confusion(10)], [spectrum(20, 2)]);
    expect(detailsOf(all, 'spectrum').map(({ step }) => step)).toEqual([10, 20]);
    expect(detailsOf(all, 'confusion')).toHaveLength(1);
  });

  test('replace what a run had measured before it went back to a checkpoint', () => {
    const before = [spectrum(10, 1), spectrum(20, 2), spectrum(30, 3), confusion(30)];
    const all = appendDetails(before, [spectrum(20, 5)]);
    expect(detailsOf(all, 'spectrum').map(({ value }) => value.deviations[0])).toEqual([1, 5]);
    expect(detailsOf(all, 'confusion')).toHaveLength(1);
  });
});

describe('the detail of a step', () => {
  const all = [spectrum(20, 2), spectrum(10, 1)];
  test.each([
    [null, 2],
    [25, 2],
    [20, 2],
    [19, 1],
    [9, undefined],
  ])('%s is the newest up to it', (step, first) => {
    expect(detailAt(all, 'spectrum', step)?.value.deviations[0]).toBe(first);
  });
});
