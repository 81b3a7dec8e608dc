/** PyTorch beside Tau Lab: a virtual environment of its own, and processes in it that run so many steps when told to. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import envPaths from 'env-paths';

const packages = ['torch==2.15.0', 'torchvision==0.29.2', 'lightly==1.6.0'] as const;
const scripts = resolve(import.meta.dirname, 'reference');

/** Made once, in the cache folder; TAU_LAB_BENCH_PYTHON names a Python that has the packages already. */
export function referencePython(): string {
  const given = process.env['TAU_LAB_BENCH_PYTHON'];
  if (given) return given;
  const folder = join(envPaths('tau-lab', { suffix: '' }).cache, 'bench-python');
  const python = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'lib')) || !existsSync(python)) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  }
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'inherit' });
  return python;
}

export interface Contestant {
  readonly name: string;
  /** Seconds that so many steps take. */
  readonly run: (steps: number) => Promise<number>;
  readonly close: () => void;
}

/** A process of `test/bench/reference`. */
export function pythonContestant(
  name: string,
  script: string,
  options: readonly (string | number)[],
): Contestant {
  const child = spawn(referencePython(), [join(scripts, script), ...options.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    run: async (steps) => {
      child.stdin.write(`${steps}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended without an answer.`);
      return (JSON.parse(value as string) as { seconds: number }).seconds;
    },
    close: () => child.stdin.end(),
  };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

/**
 * All contestants in turn, round after round, so that a slow minute of the machine hits each alike.
 *
 * @returns  by name: the seconds of one step in each round
 */
export async function race(
  contestants: readonly Contestant[],
  { rounds, steps, warmup }: { readonly rounds: number; readonly steps: number; readonly warmup: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const seconds = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const { run } of contestants) await run(warmup);
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contestants) seconds.get(name)?.push((await run(steps)) / steps);
  }
  for (const { close } of contestants) close();
  return seconds;
}

/** Median over the rounds of how many times longer than `ours` the other one took in the same round. */
export const ratio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(theirs.map((value, i) => value / (ours[i] ?? Number.NaN)));
