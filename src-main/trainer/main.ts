/** The trainer process: started by the lab with an IPC channel, trains one run or evaluates one checkpoint, ends. */

import type { TrainerCommand, TrainerEvent } from '#shared/event';
import { runEvaluation } from './run-evaluation';
import { runTrainer } from './run-trainer';

let wish: 'go-on' | 'pause' | 'cancel' = 'go-on';

const send = (event: TrainerEvent): void => {
  if (process.connected) process.send?.(event);
};

type Outcome = Extract<TrainerEvent, { kind: 'ended' }>['outcome'];

async function work(outcome: Promise<Outcome>): Promise<void> {
  const event: TrainerEvent = { kind: 'ended', outcome: await outcome };
  const leave = (): never => process.exit(0);
  if (!process.connected) leave();
  // Exits only once the lab's end of the pipe has the last word.
  process.send?.(event, leave);
}

process.on('message', (command: TrainerCommand) => {
  if (command.kind === 'start') void work(runTrainer(command, { send, wanted: () => wish }));
  else if (command.kind === 'evaluate') void work(runEvaluation(command, send));
  else wish = command.kind;
});

// The lab is gone: keep what there is, then end.
process.on('disconnect', () => {
  wish = 'pause';
});

// Ctrl-C reaches the whole group of a terminal; whether to stop is the lab's to say.
process.on('SIGINT', () => undefined);
