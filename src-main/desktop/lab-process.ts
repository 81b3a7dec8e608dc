import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { FromLab, ToLab } from './lab-messages';

export interface LabLaunch {
  /** The Node that the lab runs on. */
  readonly node: string;
  readonly file: string;
  readonly args: readonly string[];
}

export interface LabWatcher {
  readonly onMessage: (message: FromLab) => void;
  /** The lab cannot be had: it refused the data folder, or died a second time. The sentence says which. */
  readonly onLost: (sentence: string) => void;
}

export interface LabProcess {
  readonly send: (message: ToLab) => void;
  /** Lets the lab pause what trains and end by itself; resolves when it is gone. */
  readonly close: () => Promise<void>;
}

/** A lab that stops a run waits for one step and one checkpoint; this is far more. */
const closingLimitMs = 60_000;

/**
 * Runs the lab beside the desktop. A lab that dies is started once more, since nothing recorded is lost and its
 * run can be resumed; dying again would only repeat itself, so that is for a person to see.
 */
export function startLab(launch: LabLaunch, watcher: LabWatcher): LabProcess {
  let isLost = false;
  let closing: Promise<void> | null = null;
  let restartsLeft = 1;
  let child = start();

  function start(): ChildProcess {
    const started = fork(launch.file, [...launch.args], {
      execPath: launch.node,
      execArgv: [],
      serialization: 'advanced',
      // Pictures are decoded by the threads of libuv, which are four whatever the machine has.
      env: { UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism())), ...process.env },
    });
    let refusal: string | null = null;
    let isOver = false;
    const over = (how: string): void => {
      if (!isOver) ended(refusal, how);
      isOver = true;
    };
    started.on('message', (message) => {
      const told = message as FromLab;
      if (told.kind === 'refused') refusal = told.error.message;
      else watcher.onMessage(told);
    });
    // A process that could not even be started may tell either or both.
    started.once('error', (error) => over(error.message));
    started.once('exit', (code, signal) => over(signal ?? `exit code ${code ?? 'unknown'}`));
    return started;
  }

  function ended(refusal: string | null, how: string): void {
    if (isLost || closing !== null) return;
    if (refusal === null && restartsLeft > 0) {
      restartsLeft -= 1;
      child = start();
      return;
    }
    isLost = true;
    watcher.onLost(
      refusal ?? `Tau Lab's background process ended unexpectedly (${how}); start Tau Lab again.`,
    );
  }

  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    close: () => (closing ??= endOrderly(child)),
  };
}

async function endOrderly(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.send({ kind: 'close' } satisfies ToLab);
  else child.kill();
  const limit = setTimeout(() => child.kill('SIGKILL'), closingLimitMs);
  await gone;
  clearTimeout(limit);
}
