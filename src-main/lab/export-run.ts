import { stringify } from 'csv-stringify/sync';
import type { MetricPoint } from '#shared/metric';
import type { RunSummary } from '#shared/run';
import type { Store } from '../store/open-store';

/** A run as text for another program: every recorded point as CSV, or the whole run as JSON. */
export function exportRun(store: Store, run: RunSummary, format: 'csv' | 'json'): string {
  const { id } = run;
  const points = store.series.all(id);
  if (format === 'csv') return stringify([...points], { header: true, columns: ['metric', 'step', 'value'] });
  const detail = { ...run, attempts: store.attempts.of(id), protocol: store.runs.protocolOf(id) };
  const details = store.details.of([id]).map(({ kind, step, value }) => ({ kind, step, value }));
  const evaluations = store.evaluations.ofRuns([id]);
  return `${JSON.stringify({ ...detail, series: toCurves(points), details, evaluations }, null, 2)}\n`;
}

/** By metric, as two columns each: half the size of one object a point. */
function toCurves(points: readonly MetricPoint[]): Record<string, { steps: number[]; values: number[] }> {
  const curves: Record<string, { steps: number[]; values: number[] }> = {};
  for (const { metric, step, value } of points) {
    const curve = (curves[metric] ??= { steps: [], values: [] });
    curve.steps.push(step);
    curve.values.push(value);
  }
  return curves;
}
