import type { TrainerCommand, TrainerEvent } from '#shared/event';

export interface TrainerExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to standard error. */
  readonly lastWords: readonly string[];
}

export interface TrainerWatcher {
  readonly onEvent: (event: TrainerEvent) => void;
  /** Told once, after the last event. */
  readonly onExit: (exit: TrainerExit) => void;
}

/** A process that trains one run. */
export interface TrainerProcess {
  send(command: TrainerCommand): void;
  /** Ends it at once, without a chance to save anything. */
  kill(): void;
}

export type TrainerLauncher = (watcher: TrainerWatcher) => TrainerProcess;
