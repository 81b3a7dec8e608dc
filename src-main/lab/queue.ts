import { toAppError } from '#shared/result';
import type { Evaluation } from '#shared/evaluation';
import type { TrainerCommand } from '#shared/event';
import type { RunSummary } from '#shared/run';
import type { QueuedRun } from '../store/runs';
import type { Store } from '../store/open-store';
import { beginEvaluation } from './evaluation-recorder';
import { toTold, type EvaluationJob } from './evaluations';
import { beginRecording } from './recorder';
import type { Push } from './push';
import { superviseTrainer, type StopWish, type SupervisedTrainer } from './supervisor';
import type { TrainerLauncher } from './trainer-process';

type StartCommand = Extract<TrainerCommand, { kind: 'start' }>;

export interface Queue {
  /** Looks for waiting runs and evaluations; called whenever a run was added. */
  wake(): void;
  /** Looks for waiting evaluations; runs that are held go on waiting. */
  wakeForEvaluation(): void;
  /** Stops the run or the evaluation that is worked on; its end is recorded when it comes. */
  stop(id: string, wish: StopWish): void;
  /** The run that trains now. */
  trainingRunId(): string | null;
  /** True from the start of the first work until nothing waits any more. */
  isBusy(): boolean;
  /** Pauses the run that trains, puts an evaluation back, and starts nothing more. */
  close(): Promise<void>;
}

export interface QueueParts {
  readonly store: Store;
  readonly push: Push;
  readonly clock: () => number;
  readonly launch: TrainerLauncher;
  readonly graceMs: number;
  /** What a trainer needs to know of a run. */
  readonly prepare: (run: RunSummary, isResume: boolean) => Promise<StartCommand>;
  readonly prepareEvaluation: (evaluation: Evaluation) => Promise<EvaluationJob>;
  readonly onBusy: (isBusy: boolean) => void;
  /** Told of failures of the lab itself, never of a run. */
  readonly onInternal: (thrown: unknown) => void;
}

interface Active {
  readonly id: string;
  readonly isRun: boolean;
  readonly trainer: SupervisedTrainer;
}

/**
 * Runs wait in order and train one at a time: a second one beside it would only halve the speed of both. Evaluations
 * take minutes where runs take hours, so they go before the runs that wait, but never break off the one that trains.
 */
export function createQueue(parts: QueueParts): Queue {
  const { store } = parts;
  let active: Active | null = null;
  let working: Promise<void> | null = null;
  let isClosing = false;
  let holdsRuns = true;

  const follow = async (begun: Active): Promise<Awaited<SupervisedTrainer['ending']>> => {
    active = begun;
    const ending = await begun.trainer.ending;
    active = null;
    return ending;
  };
  const work = queueWork(parts, { follow, isClosing: () => isClosing, trainingRunId });

  function trainingRunId(): string | null {
    return active?.isRun ? active.id : null;
  }
  const next = (): (() => Promise<void>) | undefined => {
    const [evaluation] = store.evaluations.withStatus('queued');
    if (evaluation) return () => work.evaluate(evaluation);
    const run = holdsRuns ? undefined : store.runs.nextQueued();
    return run && (() => work.train(run));
  };
  const workOn = async (): Promise<void> => {
    parts.onBusy(true);
    for (let job = next(); job && !isClosing; job = next()) await job();
  };
  const wake = (): void => {
    if (working || isClosing || !next()) return;
    working = workOn()
      .catch(parts.onInternal)
      .then(() => {
        working = null;
        parts.onBusy(false);
      });
  };

  return {
    wake: () => {
      holdsRuns = false;
      wake();
    },
    wakeForEvaluation: wake,
    stop: (id, wish) => {
      if (active?.id === id) active.trainer.stop(wish);
    },
    trainingRunId,
    isBusy: () => working !== null,
    close: async () => {
      isClosing = true;
      active?.trainer.stop('pause');
      await working;
    },
  };
}

interface QueueState {
  /** Remembers what is worked on until it has ended. */
  readonly follow: (begun: Active) => Promise<Awaited<SupervisedTrainer['ending']>>;
  readonly isClosing: () => boolean;
  readonly trainingRunId: () => string | null;
}

interface QueueWork {
  readonly train: (run: QueuedRun) => Promise<void>;
  readonly evaluate: (evaluation: Evaluation) => Promise<void>;
}

function queueWork(parts: QueueParts, { follow, isClosing, trainingRunId }: QueueState): QueueWork {
  const { store, push, clock } = parts;
  const isWaiting = (id: string): boolean => !isClosing() && store.runs.get(id)?.status === 'queued';
  const isEvaluationWaiting = (id: string): boolean =>
    !isClosing() && store.evaluations.get(id)?.status === 'queued';
  const tell = (id: string): void => {
    const evaluation = store.evaluations.get(id);
    if (evaluation) push('evaluations.changed', [toTold(evaluation, trainingRunId())]);
  };
  const refuse = (id: string, thrown: unknown): void => {
    store.runs.update(id, { status: 'failed', error: toAppError(thrown), finishedAtUnixMs: clock() });
    const run = store.runs.get(id);
    if (run) push('runs.changed', [run]);
  };
  const refuseEvaluation = (evaluation: Evaluation, thrown: unknown): void => {
    const error = toAppError(thrown);
    store.evaluations.update({ ...evaluation, status: 'failed', error, finishedAtUnixMs: clock() });
    tell(evaluation.id);
  };

  return {
    train: async ({ id, isResume }) => {
      const run = store.runs.get(id);
      if (!run) return;
      let command: StartCommand;
      try {
        command = await parts.prepare(run, isResume);
      } catch (thrown) {
        if (isWaiting(id)) refuse(id, thrown);
        return;
      }
      if (!isWaiting(id)) return;
      const recorder = beginRecording({ ...parts, run, isResume });
      const trainer = superviseTrainer({ ...parts, command, onEvent: recorder.record });
      recorder.end(await follow({ id, isRun: true, trainer }));
    },
    evaluate: async (waiting) => {
      const { id } = waiting;
      let job: EvaluationJob;
      try {
        job = await parts.prepareEvaluation(waiting);
      } catch (thrown) {
        if (isEvaluationWaiting(id)) refuseEvaluation(waiting, thrown);
        return;
      }
      if (!isEvaluationWaiting(id)) return;
      const recorder = beginEvaluation({ store, push, clock, tell, evaluation: job.evaluation });
      const { command } = job;
      // It has nothing to save, so it is ended at once where it shall stop.
      const trainer = superviseTrainer({ ...parts, graceMs: 0, command, onEvent: recorder.record });
      recorder.end(await follow({ id, isRun: false, trainer }));
    },
  };
}
