import { describe, expect, it } from 'vitest';
import { fieldAt, isRelevant, type ConfigPath, type RunConfig } from '../../src-shared/config/fields';
import { checkConfig } from '../../src-shared/config/check';
import { presetConfig, presetNames, type PresetName } from '../../src-shared/config/presets';

/**
 * What section 4 of the paper says, and the first author's code where the paper is silent. Written down apart from the
 * presets, so that a number that is changed there must be changed here too.
 */
const everywhere: Partial<RunConfig> = {
  // One linear layer to 128 dimensions.
  'encoder.head': 'linear',
  'encoder.dimension': 128,
  // One view an image against a bank of all images that keeps half of each entry.
  'negatives.source': 'memory-bank',
  'negatives.bankMomentum': 0.5,
  'negatives.selectBy': 'count',
  'negatives.hardest': 4095,
  'negatives.hardestWarmup': 0,
  'loss.form': 'paper',
  'loss.temperatureSchedule': 'constant',
  // SGD of momentum 0.9, learning rate 0.03, a tenth of it after 160 and after 190 of 200 epochs, batches of 128.
  'optimizer.kind': 'sgd',
  'optimizer.learningRate': 0.03,
  'optimizer.momentum': 0.9,
  'optimizer.nesterov': false,
  'optimizer.decayAll': true,
  'optimizer.clipNorm': 0,
  'optimizer.averageDecay': 0,
  'optimizer.schedule': 'step',
  'optimizer.warmup': 0,
  'optimizer.stepEpochs': [160, 190],
  'optimizer.stepFactor': 0.1,
  'training.epochs': 200,
  'training.batchSize': 128,
  'training.accumulation': 1,
  'dataset.limit': 0,
  // All training images as they are, measured on the test images.
  'dataset.trainOn': 'train',
  'dataset.holdout': 0,
  'dataset.perClass': 0,
  'dataset.imbalance': 1,
  'dataset.labelNoise': 0,
  // Crops of at least a fifth of the image, three quarters to four thirds as wide as high.
  'augment.cropMin': 0.2,
  'augment.cropMax': 1,
  'augment.aspect': 4 / 3,
  'augment.brightness': 0.4,
  'augment.contrast': 0.4,
  'augment.saturation': 0.4,
  'augment.greyscale': 0.2,
  // 200 neighbours at 0.07; a linear classifier for 100 epochs; uniformity at t = 2.
  'evaluation.knnNeighbours': 200,
  'evaluation.knnTemperature': 0.07,
  'evaluation.linearProtocol': 'paper',
  'evaluation.linearEpochs': 100,
  'evaluation.uniformityT': 2,
};

const small: Partial<RunConfig> = {
  'encoder.kind': 'resnet18',
  'optimizer.weightDecay': 0.0005,
  'augment.hue': 0.4,
  'augment.jitter': 1,
  'augment.blur': 0,
};
const cifar: Partial<RunConfig> = { ...small, 'augment.flip': 0.5, 'evaluation.linearFlip': true };

const settings = {
  'paper-cifar10': cifar,
  'paper-cifar100': cifar,
  'paper-svhn': { ...small, 'augment.flip': 0, 'evaluation.linearFlip': false },
  'paper-imagenet100': {
    'encoder.kind': 'resnet50',
    'optimizer.weightDecay': 0.0001,
    'augment.hue': 0.1,
    'augment.jitter': 0.8,
    'augment.flip': 0.5,
    'augment.blur': 0.5,
    'augment.blurMin': 0.1,
    'augment.blurMax': 2,
    'evaluation.linearFlip': true,
  },
} as const satisfies Partial<Record<PresetName, Partial<RunConfig>>>;

/** Which follow from the machine or from what a person wants to compare, and are no setting of the paper. */
const free: ReadonlySet<ConfigPath> = new Set([
  'dataset.id',
  'loss.kind',
  'loss.temperature',
  'training.seed',
  'training.measureEvery',
  'training.checkpointEvery',
  'training.keepEvery',
] as const);

describe.each(Object.entries(settings))('%s', (name, own) => {
  const listed: Partial<RunConfig> = { ...everywhere, ...own };

  it.each(['contrastive', 'simple', 'hard-contrastive', 'hard-simple'] as const)(
    'has the settings of the paper for the loss %s, each of them listed',
    (loss) => {
      const config: RunConfig = { ...presetConfig(name as PresetName), 'loss.kind': loss };
      const effective = (Object.keys(config) as ConfigPath[]).filter(
        (path) => isRelevant(path, config) && !free.has(path),
      );
      const found = Object.fromEntries(effective.map((path) => [path, config[path]]));
      expect(found).toEqual(Object.fromEntries(effective.map((path) => [path, listed[path]])));
    },
  );
});

/** Training images and side of the dataset that a preset is for. */
const meant: Readonly<Record<PresetName, { readonly trainImages: number; readonly side: number }>> = {
  'quick-start': { trainImages: 5000, side: 32 },
  laptop: { trainImages: 60_000, side: 32 },
  'paper-cifar10': { trainImages: 50_000, side: 32 },
  'paper-cifar100': { trainImages: 50_000, side: 32 },
  'paper-svhn': { trainImages: 73_257, side: 32 },
  'paper-imagenet100': { trainImages: 130_000, side: 224 },
  'moco-v2': { trainImages: 50_000, side: 32 },
  simclr: { trainImages: 50_000, side: 32 },
  smallest: { trainImages: 5000, side: 32 },
};

const losses = (fieldAt('loss.kind') as { readonly choices: readonly RunConfig['loss.kind'][] }).choices;

describe('on the images it is meant for, a preset', () => {
  it.each(presetNames)('%s can run with every loss', (name) => {
    const refused = losses.flatMap((loss) => {
      const config: RunConfig = { ...presetConfig(name), 'loss.kind': loss };
      const { trainImages: count, side } = meant[name];
      const splits = { train: { count, perClass: [count] } };
      return checkConfig(config, { splits, side }).map(({ problem }) => `${loss}: ${problem.message}`);
    });
    expect(refused).toEqual([]);
  });
});
