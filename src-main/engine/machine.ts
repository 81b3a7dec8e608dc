/** The process edge of the engine: what it asks of the machine, so that tests can be another machine. */

import { spawn } from 'node:child_process';

export interface Outcome {
  /** 127, as in a shell, when there is no such command. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Machine {
  /** Node's platform and architecture, such as `linux-x64`. */
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<Outcome>;
}

const commandNotFound = 127;

/** A compiler's driver has children of its own; on POSIX the whole group has to end with it. */
const hasProcessGroups = process.platform !== 'win32';

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(hasProcessGroups ? -pid : pid, 'SIGTERM');
  } catch {
    // Gone already.
  }
}

function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasProcessGroups,
      windowsHide: true,
      env: options.env ?? process.env,
    });
    const onAbort = (): void => endGroup(child.pid);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      options.signal?.removeEventListener('abort', onAbort);
      if (error.code === 'ENOENT') resolve({ exitCode: commandNotFound, stdout: '', stderr: error.message });
      else reject(error);
    });
    child.on('close', (code) => {
      options.signal?.removeEventListener('abort', onAbort);
      if (options.signal?.aborted) reject(options.signal.reason as Error);
      else resolve({ exitCode: code ?? 1, stdout, stderr });
    });
  });
}

export const thisMachine: Machine = {
  platform: `${process.platform}-${process.arch}`,
  env: process.env,
  run,
};
