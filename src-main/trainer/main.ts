/**
 * The trainer process: started by the lab with an IPC channel, trains one run or evaluates one checkpoint, ends. Or it
 * shows augmented views, again and again, until the lab lets it go.
 */

import type { TrainerCommand, TrainerEvent } from '#shared/event';
import { runEvaluation } from './run-evaluation';
import type { ViewCommand } from '#shared/view-preview';
import { runTrainer } from './run-trainer';
import { showViews } from './show-views';

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

async function answerViews(command: ViewCommand): Promise<void> {
  const answer = await showViews(command);
  if (process.connected) process.send?.(answer);
}

process.on('message', (command: TrainerCommand | ViewCommand) => {
  if (command.kind === 'start') void work(runTrainer(command, { send, wanted: () => wish }));
  else if (command.kind === 'evaluate') void work(runEvaluation(command, send));
  else if (command.kind === 'views') void answerViews(command);
  else wish = command.kind;
});

// The lab is gone: keep what there is, then end.
process.on('disconnect', () => {
  wish = 'pause';
});

// Ctrl-C reaches the whole group of a terminal; whether to stop is the lab's to say.
process.on('SIGINT', () => undefined);
