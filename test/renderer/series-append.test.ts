import { describe, expect, it } from 'vitest';
import { appendPoint, appendPoints } from '../../src-renderer/state/series-append';
import type { Series } from '../../src-shared/run';

const loaded: Series = {
  runId: 'a',
  metric: 'loss',
  steps: [1, 2, 3],
  values: [3, 2, 1],
  min: [3, 2, 1],
  max: [3, 2.5, 1],
};

describe('points that arrive live', () => {
  it('go to the end of the curve', () => {
    expect(appendPoint(loaded, { metric: 'loss', step: 4, value: 0.5 })).toEqual({
      ...loaded,
      steps: [1, 2, 3, 4],
      values: [3, 2, 1, 0.5],
      min: [3, 2, 1, 0.5],
      max: [3, 2.5, 1, 0.5],
    });
  });

  it('replace what followed the checkpoint that a run was resumed from', () => {
    const resumed = appendPoint(loaded, { metric: 'loss', step: 2, value: 2.2 });
    expect(resumed.steps).toEqual([1, 2]);
    expect(resumed.values).toEqual([3, 2.2]);
    expect(resumed.max).toEqual([3, 2.2]);
  });

  it('that were loaded already change nothing', () => {
    expect(appendPoint(loaded, { metric: 'loss', step: 3, value: 1 })).toEqual(loaded);
  });

  it('start a curve of their own where there is none, and leave other measures out', () => {
    const points = [
      { runId: 'b', metric: 'loss', step: 1, value: 4 },
      { runId: 'b', metric: 'learningRate', step: 1, value: 0.1 },
    ] as const;
    const all = appendPoints([loaded], points, ['loss']);
    expect(all.map(({ runId, metric, steps }) => [runId, metric, steps])).toEqual([
      ['a', 'loss', [1, 2, 3]],
      ['b', 'loss', [1]],
    ]);
    expect(all[0]).toBe(loaded);
  });
});
