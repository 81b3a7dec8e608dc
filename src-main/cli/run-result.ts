/** What the command line tells of runs: the shape that scripts rely on, and the table for people. */

import type { FinalMetrics } from '#shared/metric';
import type { AppError } from '#shared/result';
import type { RunStatus, RunSummary } from '#shared/run';
import { formatDuration, formatMetric, formatTime, orMissing } from './format';
import { facts, table } from './table';

/** Accuracies are fractions of 1; null where the run has not measured it. */
export interface RunResult {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly device: string | null;
  readonly engine: string | null;
  readonly metrics: Readonly<Record<ResultMetric, number | null>>;
  readonly throughput: { readonly imagesPerSecond: number | null };
  readonly durationSeconds: number;
  readonly error?: AppError;
}

const resultMetrics = [
  'linearAccuracy',
  'knnAccuracy',
  'uniformity',
  'tolerance',
  'loss',
] as const satisfies readonly (keyof FinalMetrics)[];
type ResultMetric = (typeof resultMetrics)[number];

export function toRunResult(run: RunSummary): RunResult {
  const metrics = Object.fromEntries(resultMetrics.map((name) => [name, run.metrics[name] ?? null]));
  return {
    id: run.id,
    name: run.name,
    status: run.status,
    device: run.device,
    engine: run.engine,
    metrics: metrics as RunResult['metrics'],
    throughput: { imagesPerSecond: run.metrics.imagesPerSecond ?? null },
    durationSeconds: run.durationSeconds,
    ...(run.error ? { error: run.error } : {}),
  };
}

export const runTable = (runs: readonly RunSummary[]): string =>
  table<RunSummary>(
    [
      { title: 'ID', cell: (run) => run.id },
      { title: 'NAME', cell: (run) => run.name },
      { title: 'STATUS', cell: (run) => run.status },
      { title: 'SEED', align: 'right', cell: (run) => String(run.config['training.seed']) },
      {
        title: 'LINEAR',
        align: 'right',
        cell: (run) => formatMetric('linearAccuracy', run.metrics.linearAccuracy),
      },
      { title: 'KNN', align: 'right', cell: (run) => formatMetric('knnAccuracy', run.metrics.knnAccuracy) },
      {
        title: 'UNIFORMITY',
        align: 'right',
        cell: (run) => formatMetric('uniformity', run.metrics.uniformity),
      },
      { title: 'TOLERANCE', align: 'right', cell: (run) => formatMetric('tolerance', run.metrics.tolerance) },
      { title: 'TIME', align: 'right', cell: (run) => formatDuration(run.durationSeconds) },
    ],
    runs,
  );

export function runFacts(run: RunSummary): string {
  const { progress } = run;
  return facts([
    ['run', run.id],
    ['name', run.name],
    ['status', run.status],
    ...(run.error ? [['error', run.error.message] as const] : []),
    [
      'progress',
      `epoch ${progress.epoch} of ${progress.totalEpochs}, step ${progress.step} of ${progress.totalSteps}`,
    ],
    ['created', `${formatTime(run.createdAtUnixMs)} UTC`],
    ['device', orMissing(run.device)],
    ['engine', orMissing(run.engine)],
    ['linear accuracy', formatMetric('linearAccuracy', run.metrics.linearAccuracy)],
    ['kNN accuracy', formatMetric('knnAccuracy', run.metrics.knnAccuracy)],
    ['uniformity', formatMetric('uniformity', run.metrics.uniformity)],
    ['tolerance', formatMetric('tolerance', run.metrics.tolerance)],
    ['loss', formatMetric('loss', run.metrics.loss)],
    ['images', formatMetric('imagesPerSecond', run.metrics.imagesPerSecond)],
    ['duration', formatDuration(run.durationSeconds)],
  ]);
}
