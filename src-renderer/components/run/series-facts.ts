/** What is worth saying of a curve in a few words: pure. */

import { isMetricName, metricInfo } from '#shared/metric';
import type { Series } from '#shared/run';

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}

/** The best point by the metric's direction, the last where no direction is better; null for an empty curve. */
export function bestOf({ metric, steps, values }: Series): CurvePoint | null {
  const better = isMetricName(metric) ? metricInfo(metric).better : 'neither';
  const points = steps.map((step, i) => ({ step, value: values[i] ?? NaN }));
  const finite = points.filter(({ value }) => Number.isFinite(value));
  if (better === 'neither') return finite.at(-1) ?? null;
  const sign = better === 'higher' ? 1 : -1;
  return finite.reduce<CurvePoint | null>(
    (best, point) => (best === null || sign * point.value > sign * best.value ? point : best),
    null,
  );
}
