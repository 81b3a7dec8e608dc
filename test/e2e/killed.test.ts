/** Real training, killed in the middle: nothing recorded is lost, and the resumed run ends as if nothing had been. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunDetail } from '../../src-shared/run';

const cli = join(resolve(import.meta.dirname, '../..'), 'out', 'main', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'tau-lab-killed-'));
const store = join(folder, 'store');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ten steps an epoch: long enough to be caught in the middle, short enough for a test. */
const settings = ['dataset.limit=640', 'training.epochs=8', 'evaluation.linearEpochs=2'].flatMap((set) => [
  '--set',
  set,
]);
const runArguments = ['run', '--dataset', 'builtin', ...settings, '--store', store, '--json'];

function ask<T>(...args: readonly string[]): T {
  const done = spawnSync(process.execPath, [cli, ...args, '--store', store], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '') as T;
}

const newest = (): RunDetail | undefined =>
  ask<readonly RunDetail[]>('runs', 'list', '--json').toSorted(
    (a, b) => b.createdAtUnixMs - a.createdAtUnixMs,
  )[0];

/** Everything that is recorded of a run, but how fast it was. */
const recorded = (id: string): readonly string[] =>
  spawnSync(process.execPath, [cli, 'runs', 'export', id, '--format', 'csv', '--store', store], {
    encoding: 'utf8',
  })
    .stdout.split('\n')
    .filter((line) => line !== '' && !line.startsWith('imagesPerSecond'))
    .sort();

/** The process that the lab of the command line trains in. */
function trainerOf(lab: ChildProcess): number {
  const parentOf = (pid: string): number => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
    } catch {
      return 0;
    }
  };
  const child = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && parentOf(pid) === lab.pid);
  if (!child) throw new Error('The lab has no trainer.');
  return Number(child);
}

/** Starts a run and waits until it is in the middle, behind its second checkpoint. */
async function runInTheMiddle(): Promise<{ readonly lab: ChildProcess; readonly id: string }> {
  const before = newest()?.id;
  const lab = spawn(process.execPath, [cli, ...runArguments], { stdio: 'ignore' });
  let id = '';
  await expect
    .poll(
      () => {
        const run = newest();
        if (!run || run.id === before) return 0;
        id = run.id;
        return run.progress.step > 25 ? (run.checkpointStep ?? 0) : 0;
      },
      { timeout: 90_000, interval: 200 },
    )
    .toBeGreaterThanOrEqual(20);
  return { lab, id };
}

describe('a run that is killed', () => {
  let undisturbed: readonly string[] = [];
  beforeAll(() => {
    undisturbed = recorded(ask<{ id: string }>(...runArguments.slice(0, -3), '--json').id);
  });

  const expectNothingLost = (id: string): void => {
    const kept = recorded(id);
    expect(newest()).toMatchObject({ id, status: 'interrupted' });
    // Header, and loss and learning rate of each step.
    expect(kept.length).toBeGreaterThan(1 + 2 * 25);
    expect(kept.length).toBeLessThan(undisturbed.length);
    expect(undisturbed).toEqual(expect.arrayContaining([...kept]));
    ask('runs', 'resume', id, '--json');
    expect(newest()).toMatchObject({ id, status: 'finished' });
    expect(recorded(id)).toEqual(undisturbed);
  };

  it('with its trainer', async () => {
    const { lab, id } = await runInTheMiddle();
    const ended = once(lab, 'exit');
    process.kill(trainerOf(lab), 'SIGKILL');
    await ended;
    expectNothingLost(id);
  });

  it('with its lab', async () => {
    const { lab, id } = await runInTheMiddle();
    const trainer = trainerOf(lab);
    const ended = once(lab, 'exit');
    lab.kill('SIGKILL');
    await ended;
    // The trainer notices, keeps a checkpoint and ends.
    await expect.poll(() => isAlive(trainer), { timeout: 60_000 }).toBe(false);
    expectNothingLost(id);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
