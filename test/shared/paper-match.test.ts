import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../../src-shared/config/fields';
import type { PaperColumn } from '../../src-shared/paper';
import { paperConfig } from '../../src-shared/paper';
import { hoursOf, matchCell, matchDataset } from '../../src-shared/paper-match';
import type { FinalMetrics } from '../../src-shared/metric';
import type { RunSummary } from '../../src-shared/run';

const named = (name: string, classes: number, test: number) => ({
  name,
  classes: Array.from({ length: classes }, (_, i) => `class ${i}`),
  splits: { train: { count: 50_000, perClass: [] }, test: { count: test, perClass: [] } },
});

describe('a dataset of the paper', () => {
  it.each([
    ['CIFAR-10', 10, 10_000, 'cifar10'],
    ['cifar10 (python version)', 10, 10_000, 'cifar10'],
    ['CIFAR-100', 100, 10_000, 'cifar100'],
    ['SVHN', 10, 26_032, 'svhn'],
    ['ImageNet-100', 100, 5_000, 'imagenet100'],
    ['CIFAR-10', 10, 500, null],
    ['CIFAR-10', 100, 10_000, null],
    ['CIFAR-100', 10, 10_000, null],
    ['Shapes', 10, 10_000, null],
  ] as const)('%s with %s classes and %s test images: %s', (name, classes, test, id) => {
    expect(matchDataset(named(name, classes, test))).toBe(id);
  });
});

const column: PaperColumn = { loss: 'contrastive', temperature: 0.3 };
const run = (
  id: string,
  part: Partial<RunConfig> = {},
  more: { status?: RunSummary['status']; metrics?: FinalMetrics } = {},
): RunSummary =>
  ({
    id,
    status: 'finished',
    metrics: {},
    config: { ...paperConfig('cifar10', column), 'dataset.id': 'mine', ...part },
    ...more,
  }) as RunSummary;
const match = (runs: readonly RunSummary[]) => matchCell(runs, 'cifar10', column, (id) => id === 'mine');

describe('the runs of a cell', () => {
  it('are those of the paper’s settings, whatever their seeds and checkpoints', () => {
    const found = match([run('a'), run('b', { 'training.seed': 2, 'training.keepEvery': 10 })]);
    expect(found).toMatchObject({ runs: [{ id: 'a' }, { id: 'b' }], differs: [] });
  });

  it('are no others', () => {
    expect(match([run('a', { 'loss.temperature': 0.2 })])).toBeNull();
    expect(match([run('a', { 'loss.kind': 'hard-contrastive' })])).toBeNull();
    expect(match([run('a', { 'dataset.id': 'other' })])).toBeNull();
    expect(match([run('a', {}, { status: 'running' })])).toBeNull();
  });

  it('are the nearest where none has the settings, alike among each other, and say in what they differ', () => {
    const found = match([
      run('far', { 'training.epochs': 10, 'encoder.kind': 'conv4' }),
      run('near', { 'training.epochs': 20 }),
      run('near too', { 'training.epochs': 20, 'training.seed': 7 }),
      run('other', { 'training.epochs': 30 }),
    ]);
    expect(found?.runs.map(({ id }) => id)).toEqual(['near', 'near too']);
    expect(found?.differs).toEqual(['training.epochs']);
  });
});

describe('the hours of a cell', () => {
  it('come from throughput with the same encoder, source and size, and are unknown before', () => {
    const side = (): number => 32;
    const measured = { metrics: { imagesPerSecond: 1000 } };
    expect(hoursOf([], 'cifar10', 50_000, side)).toBeNull();
    expect(hoursOf([run('a', { 'encoder.kind': 'conv4' }, measured)], 'cifar10', 50_000, side)).toBeNull();
    // 200 epochs of 50,000 images at 1000 a second.
    expect(hoursOf([run('a', {}, measured)], 'cifar10', 50_000, side)).toBeCloseTo(10_000 / 3600, 9);
    expect(hoursOf([run('a', {}, measured)], 'imagenet100', 120_000, side)).toBeNull();
  });
});
