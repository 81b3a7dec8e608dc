import { toAppError } from '#shared/result';
import type { TrainerCommand } from '#shared/event';
import type { RunSummary } from '#shared/run';
import type { QueuedRun } from '../store/runs';
import type { Store } from '../store/open-store';
import { beginRecording } from './recorder';
import type { Push } from './push';
import { superviseTrainer, type StopWish, type SupervisedTrainer } from './supervisor';
import type { TrainerLauncher } from './trainer-process';

type StartCommand = Extract<TrainerCommand, { kind: 'start' }>;

export interface Queue {
  /** Looks for waiting runs; called whenever one was added. */
  wake(): void;
  /** Stops the run that trains; its end is recorded when it comes. */
  stop(id: string, wish: StopWish): void;
  /** True from the start of the first run until no run waits any more. */
  isBusy(): boolean;
  /** Pauses the run that trains and starts no other. */
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
  readonly onBusy: (isBusy: boolean) => void;
  /** Told of failures of the lab itself, never of a run. */
  readonly onInternal: (thrown: unknown) => void;
}

/** Runs wait in order and train one at a time: a second one beside it would only halve the speed of both. */
export function createQueue(parts: QueueParts): Queue {
  const { store, push } = parts;
  let active: { readonly id: string; readonly trainer: SupervisedTrainer } | null = null;
  let working: Promise<void> | null = null;
  let isClosing = false;

  const isWaiting = (id: string): boolean => !isClosing && store.runs.get(id)?.status === 'queued';

  const refuse = (id: string, thrown: unknown): void => {
    store.runs.update(id, { status: 'failed', error: toAppError(thrown), finishedAtUnixMs: parts.clock() });
    const run = store.runs.get(id);
    if (run) push('runs.changed', [run]);
  };

  const train = async ({ id, isResume }: QueuedRun): Promise<void> => {
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
    active = { id, trainer };
    const ending = await trainer.ending;
    active = null;
    recorder.end(ending);
  };

  const work = async (): Promise<void> => {
    parts.onBusy(true);
    for (let next = store.runs.nextQueued(); next && !isClosing; next = store.runs.nextQueued()) {
      await train(next);
    }
  };

  const queue: Queue = {
    wake: () => {
      if (working || isClosing || !store.runs.nextQueued()) return;
      working = work()
        .catch(parts.onInternal)
        .then(() => {
          working = null;
          parts.onBusy(false);
        });
    },
    stop: (id, wish) => {
      if (active?.id === id) active.trainer.stop(wish);
    },
    isBusy: () => working !== null,
    close: async () => {
      isClosing = true;
      active?.trainer.stop('pause');
      await working;
    },
  };
  return queue;
}
