/** How points that arrive live join curves that were loaded: pure. */

import type { MetricPoint } from '#shared/metric';
import type { Series } from '#shared/run';

/** A resumed run measures the steps after its checkpoint again, so what is newer replaces what follows it. */
export function appendPoint(series: Series, point: MetricPoint): Series {
  const cut = series.steps.findIndex((step) => step >= point.step);
  const keep = cut === -1 ? series.steps.length : cut;
  const grow = (values: readonly number[], value: number): readonly number[] => [
    ...values.slice(0, keep),
    value,
  ];
  return {
    ...series,
    steps: grow(series.steps, point.step),
    values: grow(series.values, point.value),
    min: grow(series.min, point.value),
    max: grow(series.max, point.value),
  };
}

export interface RunPoint extends MetricPoint {
  readonly runId: string;
}

const emptySeries = (runId: string, metric: string): Series => ({
  runId,
  metric,
  steps: [],
  values: [],
  min: [],
  max: [],
});

export function appendPoints(
  all: readonly Series[],
  points: readonly RunPoint[],
  wanted: readonly string[],
): readonly Series[] {
  const next = new Map(all.map((series) => [`${series.runId} ${series.metric}`, series]));
  for (const point of points) {
    if (!wanted.includes(point.metric)) continue;
    const key = `${point.runId} ${point.metric}`;
    next.set(key, appendPoint(next.get(key) ?? emptySeries(point.runId, point.metric), point));
  }
  return [...next.values()];
}
