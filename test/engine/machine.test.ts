import { describe, expect, it } from 'vitest';
import { thisMachine } from '../../src-main/engine/machine';

const node = (script: string, signal?: AbortSignal) =>
  thisMachine.run(process.execPath, ['-e', script], { signal });

describe('thisMachine', () => {
  it('returns what a program said and how it ended', async () => {
    const outcome = await node('console.log("out"); console.error("err"); process.exit(3)');
    expect(outcome).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('answers as a shell does when there is no such program', async () => {
    expect((await thisMachine.run('no-such-program-anywhere', [])).exitCode).toBe(127);
  });

  it('ends a program, and what that started, when it is cancelled', async () => {
    const abort = new AbortController();
    // The inner one would live for ever and keep the pipe open, so this would never return.
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' })`;
    const running = node(script, abort.signal);
    setTimeout(() => abort.abort(new Error('stopped')), 300);
    await expect(running).rejects.toThrow('stopped');
  });
});
