import type { EvaluationOutcome, TrainerCommand, TrainerEvent, TrainerOutcome } from '#shared/event';
import { toAppError, type AppError } from '#shared/result';
import type { TrainerExit, TrainerLauncher } from './trainer-process';

export type StopWish = 'pause' | 'cancel';

export type TrainerEnding =
  | TrainerOutcome
  | EvaluationOutcome
  /** It ended, or had to be ended, without telling how its run stands. */
  | { readonly kind: 'died'; readonly reason: string; readonly wish: StopWish | null };

export interface SupervisedTrainer {
  /** Asks it to stop after its step; a trainer that does not is killed when the grace is over. */
  stop(wish: StopWish): void;
  /** How it ended; never rejects. */
  readonly ending: Promise<TrainerEnding>;
}

export interface Supervision {
  readonly launch: TrainerLauncher;
  readonly command: Extract<TrainerCommand, { kind: 'start' | 'evaluate' }>;
  readonly onEvent: (event: TrainerEvent) => void;
  /** What a step and a checkpoint may take at most. */
  readonly graceMs: number;
}

/** Time for a trainer that has told its outcome to end its process. */
const exitLimitMs = 10_000;

/** Sees one training or evaluating process from its start to its end. */
export function superviseTrainer({ launch, command, onEvent, graceMs }: Supervision): SupervisedTrainer {
  let resolve: (ending: TrainerEnding) => void = () => undefined;
  const ending = new Promise<TrainerEnding>((settle) => (resolve = settle));
  let outcome: TrainerOutcome | EvaluationOutcome | null = null;
  let recordingError: AppError | null = null;
  let wish: StopWish | null = null;
  let isOverdue = false;
  let timer: NodeJS.Timeout | undefined;

  const killAfter = (limitMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isOverdue = true;
      trainer.kill();
    }, limitMs);
  };
  const hear = (event: TrainerEvent): void => {
    if (recordingError) return;
    if (event.kind === 'ended') {
      outcome = event.outcome;
      killAfter(exitLimitMs);
      return;
    }
    try {
      onEvent(event);
    } catch (thrown) {
      // Training on without a record, on a full disk for one, would be work for nothing.
      recordingError = toAppError(thrown);
      trainer.kill();
    }
  };
  const exited = (exit: TrainerExit): void => {
    clearTimeout(timer);
    if (recordingError) resolve({ kind: 'failed', error: recordingError });
    else resolve(outcome ?? { kind: 'died', wish, reason: isOverdue ? overdue(graceMs) : describe(exit) });
  };

  const trainer = launch({ onEvent: hear, onExit: exited });
  trainer.send(command);
  return {
    stop: (wanted) => {
      if (outcome) return;
      wish = wanted;
      trainer.send({ kind: wanted });
      killAfter(graceMs);
    },
    ending,
  };
}

const overdue = (graceMs: number): string => `it did not stop within ${graceMs / 1000} s and was killed`;

const linesTold = 3;

function describe({ code, signal, lastWords }: TrainerExit): string {
  const how = signal
    ? `killed by ${signal}`
    : code === null
      ? 'it could not be started'
      : `exit code ${code}`;
  const words = lastWords
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-linesTold)
    .join(' | ');
  return words === '' ? how : `${how}: ${words}`;
}
