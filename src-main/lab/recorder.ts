import type { LogLine } from '#shared/contract';
import type { TrainerEvent } from '#shared/event';
import type { FinalMetrics, MetricPoint } from '#shared/metric';
import { isMetricName } from '#shared/metric';
import { Problem, toAppError } from '#shared/result';
import type { RunProgress, RunSummary } from '#shared/run';
import type { Store } from '../store/open-store';
import type { RunChanges } from '../store/run-changes';
import type { Push } from './push';
import type { TrainerEnding } from './supervisor';

export interface Recorder {
  /** Writes what the trainer tells and passes it on. What is recorded survives the lab's own death. */
  record(event: TrainerEvent): void;
  /** Writes how the attempt ended. */
  end(ending: TrainerEnding): void;
}

export interface Recording {
  readonly store: Store;
  readonly push: Push;
  readonly clock: () => number;
  readonly run: RunSummary;
  readonly isResume: boolean;
}

/** A person sees five updates a second as flowing; more would only cost. */
const progressEveryMs = 200;

/** Opens an attempt at a run and writes down what becomes of it. */
export function beginRecording({ store, push, clock, run, isResume }: Recording): Recorder {
  const { id } = run;
  const startedAtUnixMs = clock();
  let progress: RunProgress = { ...run.progress, phase: 'starting', secondsLeft: null };
  let isDirty = false;
  let timer: NodeJS.Timeout | undefined;

  const change = (changes: RunChanges): void => {
    const durationSeconds = run.durationSeconds + (clock() - startedAtUnixMs) / 1000;
    store.runs.update(id, { ...changes, progress, durationSeconds });
    isDirty = false;
    const now = store.runs.get(id);
    if (now) push('runs.changed', [now]);
  };
  const changeSoon = (): void => {
    isDirty = true;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isDirty) change({});
    }, progressEveryMs);
  };
  const log = (level: LogLine['level'], message: string): void => {
    const line = { atUnixMs: clock(), level, message };
    store.logs.append(id, line);
    push('log.appended', { runId: id, line });
  };
  const append = (told: readonly MetricPoint[]): void => {
    const points = told.filter((point) => Number.isFinite(point.value));
    if (points.length < told.length) log('warn', describeNonFinite(told));
    store.series.append(id, points);
    push('series.appended', { runId: id, points });
  };

  store.transaction(() => {
    store.attempts.begin(id, startedAtUnixMs, isResume ? (run.checkpointStep ?? 0) : 0);
    change({ status: 'running', error: null, startedAtUnixMs: run.startedAtUnixMs ?? startedAtUnixMs });
  });
  return {
    record: (event) => {
      switch (event.kind) {
        case 'started': {
          const { device, engine, fromStep } = event;
          store.attempts.describe(id, { device, engine, fromStep });
          return change({ device, engine });
        }
        case 'progress':
          progress = event.progress;
          return changeSoon();
        case 'points':
          append(event.points);
          return changeSoon();
        case 'details':
          store.details.append(id, event.details);
          return push('details.appended', { runId: id, details: event.details });
        case 'checkpoint':
          return change({ checkpointStep: event.step });
        case 'log':
          return log(event.level, event.message);
        case 'evaluating':
        case 'ended':
          return;
      }
    },
    end: (ending) => {
      clearTimeout(timer);
      store.attempts.end(id, clock());
      if (ending.kind === 'died' && ending.wish !== 'cancel') log('error', ending.reason);
      if (ending.kind === 'failed') log('error', ending.error.message);
      if (ending.kind === 'finished') append(missingPoints(ending.metrics, store.runs.get(id)));
      progress = {
        ...progress,
        phase: ending.kind === 'finished' ? 'done' : progress.phase,
        secondsLeft: null,
      };
      change(changesAt(ending, clock()));
    },
  };
}

/** Neither a database nor a chart has a place for such a value. */
function describeNonFinite(points: readonly MetricPoint[]): string {
  const left = points.filter((point) => !Number.isFinite(point.value));
  const words = left.map(({ metric, step, value }) => `${metric} at step ${step} (${value})`);
  return `Not recorded, since not finite: ${words.join(', ')}`;
}

/** Final measures that the trainer did not also send as points, so that the summary is whole. */
const missingPoints = (metrics: FinalMetrics, run: RunSummary | undefined): readonly MetricPoint[] =>
  Object.entries(metrics).flatMap(([metric, value]) =>
    run && isMetricName(metric) && run.metrics[metric] === undefined
      ? [{ metric, step: run.progress.step, value }]
      : [],
  );

function changesAt(ending: TrainerEnding, finishedAtUnixMs: number): RunChanges {
  switch (ending.kind) {
    case 'finished':
      return { status: 'finished', protocol: ending.protocol, finishedAtUnixMs };
    case 'paused':
      return { status: 'paused' };
    case 'cancelled':
      return { status: 'cancelled', finishedAtUnixMs };
    case 'failed':
      return { status: 'failed', error: ending.error, finishedAtUnixMs };
    case 'died':
      return ending.wish === 'cancel'
        ? { status: 'cancelled', finishedAtUnixMs }
        : {
            status: 'interrupted',
            error: toAppError(new Problem('run.trainer-died', { reason: ending.reason })),
          };
    case 'evaluated':
      throw new Error('A run does not end as an evaluation.');
  }
}
