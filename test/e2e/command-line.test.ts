/** The built command line on data that nobody here made: Debian's Fashion-MNIST. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fashionFolder, lacksFashion } from './present';

const cli = join(resolve(import.meta.dirname, '../..'), 'out', 'main', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'tau-lab-fashion-'));
const store = join(folder, 'store');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tauLab = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...args, '--store', store], { encoding: 'utf8' });

const file = (name: string): string => join(fashionFolder, `${name}-ubyte.gz`);
const importPaths = (...paths: readonly string[]) =>
  tauLab('dataset', 'import', ...paths, '--name', 'Fashion-MNIST', '--json');

describe.skipIf(lacksFashion)('Fashion-MNIST on the command line', () => {
  it('is refused in one sentence where files are mixed up, and nothing stays', () => {
    const mixed = importPaths(file('train-labels-idx1'), file('t10k-images-idx3'), file('t10k-labels-idx1'));
    expect(mixed.status).toBe(1);
    expect(mixed.stdout).toBe('');
    expect(mixed.stderr.trim().split('\n').at(-1)).toMatch(
      /train images beside the labels .*train-labels-idx1-ubyte\.gz/,
    );
    const names = JSON.parse(tauLab('dataset', 'list', '--json').stdout) as readonly { id: string }[];
    expect(names.filter(({ id }) => id !== 'builtin')).toEqual([]);
  });

  it('imports whole', () => {
    const imported = importPaths(fashionFolder);
    expect(imported.stderr).not.toContain('tau-lab:');
    expect(JSON.parse(imported.stdout)).toMatchObject({
      id: 'fashion-mnist',
      image: [32, 32, 3],
      splits: {
        train: {
          count: 60_000,
          perClass: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(i), 6000])),
        },
        test: {
          count: 10_000,
          perClass: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(i), 1000])),
        },
      },
    });
  });

  it('trains with hard negatives from a memory bank, and says what it did as JSON alone', () => {
    const settings = [
      ...[
        'dataset.limit=3000',
        'training.epochs=2',
        'evaluation.linearEpochs=3',
        'negatives.source=memory-bank',
      ],
      ...['loss.kind=hard-contrastive', 'loss.temperature=0.2', 'negatives.hardest=400', 'augment.hue=0'],
    ].flatMap((set) => ['--set', set]);
    const run = tauLab('run', '--dataset', 'fashion-mnist', ...settings, '--json');
    expect(run.status).toBe(0);
    const result = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as {
      metrics: Record<string, number>;
      throughput: { imagesPerSecond: number };
    };
    expect(result).toMatchObject({ status: 'finished', device: expect.any(String) as string });
    expect(Object.keys(result.metrics).sort()).toEqual(
      ['knnAccuracy', 'linearAccuracy', 'loss', 'tolerance', 'uniformity'].sort(),
    );
    // Ten classes; a random encoder reaches about two thirds with a classifier on its features.
    expect(result.metrics['linearAccuracy']).toBeGreaterThan(0.5);
    expect(result.metrics['linearAccuracy']).toBeLessThanOrEqual(1);
    expect(result.throughput.imagesPerSecond).toBeGreaterThan(0);
  });
});
