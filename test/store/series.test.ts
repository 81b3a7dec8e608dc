import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricPoint } from '../../src-shared/metric';
import type { Store } from '../../src-main/store/open-store';
import { bucketQuery } from '../../src-main/store/series';
import { newRun, temporaryFolder, temporaryStore } from './temporary-store';

const loss = (step: number, value: number): MetricPoint => ({ metric: 'loss', step, value });

function storeWith(points: readonly MetricPoint[]): Store {
  const store = temporaryStore();
  store.runs.insert(newRun('a'));
  store.series.append('a', points);
  return store;
}

describe('series', () => {
  it('gives every point where there is room for them', () => {
    const store = storeWith([loss(0, 3), loss(1, 2), loss(5, 1)]);
    const values = [3, 2, 1];
    expect(store.series.of(['a'], ['loss'], 10)).toEqual([
      { runId: 'a', metric: 'loss', steps: [0, 1, 5], values, min: values, max: values },
    ]);
  });

  it('gives the last, least and greatest value of each bucket', () => {
    // Steps 0..7 in at most 3 buckets: width floor(7 / 2) + 1 = 4, so steps 0-3 and 4-7.
    const store = storeWith([5, 9, 1, 4, 2, 8, 7, 6].map((value, step) => loss(step, value)));
    expect(store.series.of(['a'], ['loss'], 3)).toEqual([
      { runId: 'a', metric: 'loss', steps: [3, 7], values: [4, 6], min: [1, 2], max: [9, 8] },
    ]);
  });

  it('agrees with buckets counted by hand, and never gives too many', () => {
    const property = fc.property(
      fc.uniqueArray(fc.nat(3000), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 2, max: 60 }),
      (steps, maxPoints) => {
        const store = storeWith([]);
        const points = steps.map((step) => loss(step, Math.sin(step)));
        store.series.append('a', points);
        const [series] = store.series.of(['a'], ['loss'], maxPoints);
        const width = Math.floor((Math.max(...steps) - Math.min(...steps)) / (maxPoints - 1)) + 1;
        const buckets = new Map<number, MetricPoint[]>();
        for (const point of points.toSorted((a, b) => a.step - b.step)) {
          const bucket = Math.floor(point.step / width);
          buckets.set(bucket, [...(buckets.get(bucket) ?? []), point]);
        }
        const expected = [...buckets.values()].map((bucket) => ({
          step: bucket.at(-1)?.step,
          value: bucket.at(-1)?.value,
          min: Math.min(...bucket.map((point) => point.value)),
          max: Math.max(...bucket.map((point) => point.value)),
        }));
        expect(expected.length).toBeLessThanOrEqual(maxPoints);
        expect(series?.steps).toEqual(expected.map((bucket) => bucket.step));
        expect(series?.values).toEqual(expected.map((bucket) => bucket.value));
        expect(series?.min).toEqual(expected.map((bucket) => bucket.min));
        expect(series?.max).toEqual(expected.map((bucket) => bucket.max));
      },
    );
    fc.assert(property, { numRuns: 30 });
  });

  it('answers from the primary key', () => {
    const folder = temporaryFolder();
    temporaryStore(folder);
    const db = new Sqlite(join(folder, 'tau-lab.db'), { readonly: true });
    const plan = db
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${bucketQuery}`)
      .all({ key: 1, start: 0, width: 2, last: 10 })
      .map((row) => row.detail);
    db.close();
    expect(plan).toContain('SEARCH series USING PRIMARY KEY (curve_key=? AND step>? AND step<?)');
    expect(plan).toContain('SEARCH s USING PRIMARY KEY (curve_key=? AND step=?)');
    expect(plan.filter((line) => /SCAN (series|s)\b/.test(line))).toEqual([]);
  });

  it('shows a step once when a resumed run measures it again', () => {
    const store = storeWith([loss(1, 4), loss(2, 3), loss(3, 2)]);
    store.series.append('a', [loss(2, 3), loss(3, 2), loss(4, 1)]);
    expect(store.series.all('a')).toEqual([loss(1, 4), loss(2, 3), loss(3, 2), loss(4, 1)]);
    expect(store.runs.get('a')?.metrics).toEqual({ loss: 1 });
  });

  it('keeps the summary of the furthest step', () => {
    const store = storeWith([loss(9, 0.1 + 0.2)]);
    store.series.append('a', [loss(3, 7)]);
    expect(store.runs.get('a')?.metrics).toEqual({ loss: 0.1 + 0.2 });
    expect(store.runs.list()[0]?.metrics).toEqual({ loss: 0.1 + 0.2 });
  });

  it('ignores points of a run that was deleted', () => {
    const store = storeWith([loss(1, 1)]);
    store.runs.delete('a');
    store.series.append('a', [loss(2, 1)]);
    expect(store.series.of(['a'], ['loss'], 10)).toEqual([]);
    expect(store.series.all('a')).toEqual([]);
  });
});
