import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { TrainerEvent } from '#shared/event';
import type { TrainerLauncher } from './trainer-process';

const linesKept = 20;

/** The trainer is built beside every entry that has a lab in it. */
export const builtTrainerFile = (): string => join(dirname(process.argv[1] ?? ''), 'trainer.cjs');

/** Starts trainers on the Node that the lab itself runs on. They end by themselves when the lab is gone. */
export const forkTrainer =
  (file: string): TrainerLauncher =>
  ({ onEvent, onExit }) => {
    const child = fork(file, [], {
      execArgv: [],
      serialization: 'advanced',
      // What TensorFlow prints must not get into the results that the command line prints.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const lastWords = keepLastLines(child.stderr);
    child.on('message', (message) => onEvent(message as TrainerEvent));
    // `close` follows the last message, unlike `exit`; it does not come where the process could not be started.
    child.once('close', (code, signal) => onExit({ code, signal, lastWords }));
    child.once('error', (error) => {
      if (child.pid === undefined) onExit({ code: null, signal: null, lastWords: [error.message] });
    });
    return {
      send: (command) => {
        // A trainer that has just ended hears nothing any more, and its exit tells why.
        if (child.connected) child.send(command, () => undefined);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };

function keepLastLines(stream: Readable | null): readonly string[] {
  const lines: string[] = [];
  if (!stream) return lines;
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    if (lines.length > linesKept) lines.shift();
  });
  return lines;
}
