import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src-shared/config/check';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { hardNegatives } from '../../src-shared/config/hard-negatives';
import { presetConfig, presetNames } from '../../src-shared/config/presets';

const splitsOf = (count: number) => ({ train: { count, perClass: Array<number>(10).fill(count / 10) } });
const cifar = { splits: splitsOf(50_000), side: 32 };
const codes = (changes: Partial<RunConfig>, context = cifar): readonly string[] =>
  checkConfig({ ...defaultConfig, ...changes }, context).map(({ problem }) => problem.code);

const refused: readonly (readonly [string, string, Partial<RunConfig>, typeof cifar])[] = [
  ['an image of 16 pixels', 'config.image-side', {}, { ...cifar, side: 16 }],
  ['an image of 256 pixels', 'config.image-side', { 'encoder.kind': 'resnet50' }, { ...cifar, side: 256 }],
  ['a batch of 1', 'config.out-of-range', { 'training.batchSize': 1 }, cifar],
  ['k above the negatives', 'config.too-many-hardest', { 'loss.kind': 'hard-simple' }, cifar],
  [
    'k of 0',
    'config.out-of-range',
    { 'loss.kind': 'hard-simple', 'negatives.source': 'memory-bank', 'negatives.hardest': 0 },
    cifar,
  ],
  [
    'α above 1',
    'config.out-of-range',
    { 'loss.kind': 'hard-simple', 'negatives.selectBy': 'share', 'negatives.hardestShare': 1.2 },
    cifar,
  ],
  [
    'α of 0',
    'config.not-positive',
    { 'loss.kind': 'hard-simple', 'negatives.selectBy': 'share', 'negatives.hardestShare': 0 },
    cifar,
  ],
  [
    'a temperature that goes to 0',
    'config.not-positive',
    { 'loss.temperatureSchedule': 'linear', 'loss.temperatureEnd': 0 },
    cifar,
  ],
  [
    'a temperature that goes below 0',
    'config.not-positive',
    { 'loss.temperatureSchedule': 'cosine', 'loss.temperatureEnd': -0.1 },
    cifar,
  ],
  [
    'a temperature that vanishes by steps',
    'config.temperature-too-small',
    {
      'loss.temperatureSchedule': 'step',
      'loss.temperatureStepEpochs': [1, 2, 3],
      'loss.temperatureStepFactor': 0.01,
    },
    cifar,
  ],
  [
    'learning a temperature that does more than divide',
    'config.learned-temperature',
    { 'loss.kind': 'debiased', 'loss.temperatureSchedule': 'learned' },
    cifar,
  ],
  [
    'a learning rate that is not finite',
    'config.not-a-number',
    { 'optimizer.learningRate': Infinity },
    cifar,
  ],
  ['a learning rate that is no number', 'config.not-a-number', { 'optimizer.learningRate': NaN }, cifar],
  ['a part of one image', 'config.accumulation', { 'training.accumulation': 64 }, cifar],
  ['unequal parts', 'config.accumulation', { 'training.accumulation': 3 }, cifar],
  [
    'a queue below a batch',
    'config.queue-below-batch',
    { 'negatives.source': 'momentum-queue', 'negatives.queueSize': 32 },
    cifar,
  ],
  [
    'blur bounds in the wrong order',
    'config.blur-order',
    { 'augment.blur': 0.5, 'augment.blurMin': 3 },
    cifar,
  ],
];

describe('a configuration is refused for', () => {
  it.each(refused)('%s', (_name, code, changes, context) => {
    expect(codes(changes, context)).toEqual([code]);
  });
});

describe('a preset', () => {
  it.each(presetNames)('%s can run on images of its kind', (name) => {
    const side = name === 'paper-imagenet100' ? 224 : 32;
    for (const kind of ['contrastive', 'simple'] as const) {
      const config = { ...presetConfig(name), 'loss.kind': kind };
      expect(checkConfig(config, { splits: splitsOf(130_000), side })).toEqual([]);
    }
  });

  it.each(presetNames)('%s has room for its hard negatives', (name) => {
    const side = name === 'paper-imagenet100' ? 224 : 32;
    const config: RunConfig = { ...presetConfig(name), 'loss.kind': 'hard-simple' };
    expect(checkConfig(config, { splits: splitsOf(130_000), side })).toEqual([]);
  });
});

it('k and α say the same', () => {
  const hard: RunConfig = {
    ...defaultConfig,
    'loss.kind': 'hard-contrastive',
    'negatives.source': 'memory-bank',
  };
  const byCount = hardNegatives(hard, 50_000);
  expect(byCount?.alpha).toBeCloseTo(0.0819, 4);
  const byShare = hardNegatives({ ...hard, 'negatives.selectBy': 'share' }, 50_000);
  expect(byShare?.k).toBe(4095);
  expect(hardNegatives({ ...hard, 'loss.kind': 'contrastive' }, 50_000)).toBeNull();
});

it('refuses images that a dataset has not, to train on or to hold out', () => {
  const problems = (config: Partial<RunConfig>, context: Parameters<typeof checkConfig>[1]) =>
    checkConfig({ ...defaultConfig, ...config }, context).map(({ problem }) => problem.code);
  expect(problems({ 'dataset.trainOn': 'both' }, cifar)).toEqual(['config.no-unlabelled']);
  const stl = { splits: { ...splitsOf(5000), unlabelled: { count: 100_000 } }, side: 96 };
  expect(problems({ 'dataset.trainOn': 'unlabelled' }, stl)).toEqual([]);
  expect(problems({ 'dataset.holdout': 0.1 }, cifar)).toEqual([]);
  const lonely = { splits: { train: { count: 100, perClass: Array<number>(100).fill(1) } }, side: 32 };
  expect(problems({ 'dataset.holdout': 0.1 }, lonely)).toEqual(['config.nothing-held-out']);
  expect(problems({ 'dataset.perClass': 5 }, cifar)).toEqual(['config.batch-above-dataset']);
});
