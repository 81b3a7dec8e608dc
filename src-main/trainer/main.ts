/** The trainer process: started by the lab with an IPC channel, trains one run, ends. */

import type { TrainerCommand, TrainerEvent } from '#shared/event';
import { runTrainer, type StartCommand } from './run-trainer';

let wish: 'go-on' | 'pause' | 'cancel' = 'go-on';

const send = (event: TrainerEvent): void => {
  if (process.connected) process.send?.(event);
};

async function start(command: StartCommand): Promise<void> {
  const outcome = await runTrainer(command, { send, wanted: () => wish });
  const leave = (): never => process.exit(0);
  if (!process.connected) leave();
  // Exits only once the lab's end of the pipe has the last word.
  process.send?.({ kind: 'ended', outcome } satisfies TrainerEvent, leave);
}

process.on('message', (command: TrainerCommand) => {
  if (command.kind === 'start') void start(command);
  else wish = command.kind;
});

// The lab is gone: keep what there is, then end.
process.on('disconnect', () => {
  wish = 'pause';
});

// Ctrl-C reaches the whole group of a terminal; whether to stop is the lab's to say.
process.on('SIGINT', () => undefined);
