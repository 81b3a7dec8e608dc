import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** As a shell has it: 128 and the number of the signal. */
export const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

function collect(stream) {
  let text = '';
  stream?.setEncoding('utf8').on('data', (part) => (text += part));
  return () => text;
}

/**
 * Runs a program to its end and passes signals on to it.
 *
 * `output`: `inherit` is the program's own terminal, `stderr` sends all it says to standard error, `progress`
 * drops its standard output, `collect`
 * returns it. Resolves with the exit code, 127 when there is no such program, and with whether a person wanted it to
 * end.
 */
export function runProcess(command, args, { output = 'inherit', env = process.env, cwd, onStart } = {}) {
  const stdio = {
    inherit: 'inherit',
    stderr: ['ignore', 2, 2],
    progress: ['ignore', 'ignore', 2],
    collect: ['ignore', 'pipe', 'pipe'],
  }[output];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio, env, cwd, windowsHide: true });
    onStart?.(child);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    let wasInterrupted = false;
    const pass = (signal) => {
      wasInterrupted = true;
      // From a terminal, Ctrl-C reaches the whole group by itself: passing it on would press it twice.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, pass);
    const settle = (code, signal) => {
      for (const name of forwarded) process.off(name, pass);
      resolve({ exitCode: exitCodeOf(code, signal), stdout: stdout(), stderr: stderr(), wasInterrupted });
    };
    child.once('error', (error) => (error.code === 'ENOENT' ? settle(127, null) : reject(error)));
    child.once('close', settle);
  });
}
