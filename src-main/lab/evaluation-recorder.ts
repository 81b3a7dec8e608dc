import type { Evaluation } from '#shared/evaluation';
import type { TrainerEvent } from '#shared/event';
import { Problem, toAppError } from '#shared/result';
import type { Store } from '../store/open-store';
import type { Push } from './push';
import type { TrainerEnding } from './supervisor';

export interface EvaluationRecording {
  readonly store: Store;
  readonly push: Push;
  readonly clock: () => number;
  /** Tells every interface how an evaluation is now. */
  readonly tell: (id: string) => void;
  readonly evaluation: Evaluation;
}

export interface EvaluationRecorder {
  record(event: TrainerEvent): void;
  end(ending: TrainerEnding): void;
}

/** As for runs: more would only cost. */
const progressEveryMs = 200;

/** Writes down what becomes of one evaluation. */
export function beginEvaluation(recording: EvaluationRecording): EvaluationRecorder {
  const { store, push, clock, tell } = recording;
  let now: Evaluation = { ...recording.evaluation, status: 'running', startedAtUnixMs: clock() };
  let timer: NodeJS.Timeout | undefined;

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    store.evaluations.update(now);
    tell(now.id);
  };
  write();
  return {
    record: (event) => {
      switch (event.kind) {
        case 'started':
          now = { ...now, device: event.device, engine: event.engine };
          return write();
        case 'evaluating':
          now = { ...now, progress: event.progress };
          timer ??= setTimeout(write, progressEveryMs);
          return;
        case 'log': {
          const message = `Evaluation of step ${now.step}: ${event.message}`;
          const line = { atUnixMs: clock(), level: event.level, message };
          store.logs.append(now.runId, line);
          return push('log.appended', { runId: now.runId, line });
        }
        default:
          throw new Error(`An evaluation does not tell of ${event.kind}.`);
      }
    },
    end: (ending) => {
      now = { ...now, ...changesAt(ending, clock()) };
      write();
    },
  };
}

/** What an evaluation is before it began. */
export const atStart = {
  status: 'queued',
  progress: { phase: 'starting', epoch: 0, totalEpochs: 0 },
  startedAtUnixMs: null,
  finishedAtUnixMs: null,
} as const satisfies Partial<Evaluation>;

function changesAt(ending: TrainerEnding, finishedAtUnixMs: number): Partial<Evaluation> {
  switch (ending.kind) {
    case 'evaluated': {
      const { metrics, protocol, details } = ending;
      return { status: 'finished', metrics, protocol, details, finishedAtUnixMs };
    }
    case 'failed':
      return { status: 'failed', error: ending.error, finishedAtUnixMs };
    case 'cancelled':
      return { status: 'cancelled', finishedAtUnixMs };
    case 'died': {
      if (ending.wish === 'cancel') return { status: 'cancelled', finishedAtUnixMs };
      // The lab closes; nothing of it is half done, so it begins again with the next lab.
      if (ending.wish === 'pause') return atStart;
      const error = toAppError(new Problem('evaluation.died', { reason: ending.reason }));
      return { status: 'failed', error, finishedAtUnixMs };
    }
    case 'paused':
      return atStart;
    case 'finished':
      throw new Error('An evaluation does not end as a run.');
  }
}
