/**
 * Every field of a run's configuration, once: path, unit, range, default, help.
 * A configuration is a flat record from these paths to values, so that it can be set, compared, grouped and
 * filtered by path everywhere. The defaults are the quick-start recipe.
 */

import { choice, flag, integer, list, number, text, type Field } from './field';

type Config = Readonly<Record<string, unknown>>;

const usesTemperature = (c: Config): boolean =>
  c['loss.kind'] === 'contrastive' || c['loss.kind'] === 'hard-contrastive';
const isHard = (c: Config): boolean =>
  c['loss.kind'] === 'hard-contrastive' || c['loss.kind'] === 'hard-simple';
const usesBank = (c: Config): boolean => c['negatives.source'] === 'memory-bank';
const usesSgd = (c: Config): boolean => c['optimizer.kind'] === 'sgd';
const usesAdam = (c: Config): boolean => c['optimizer.kind'] === 'adamw';
const usesSteps = (c: Config): boolean => c['optimizer.schedule'] === 'step';

export const fields = {
  'dataset.id': text({ default: 'builtin', help: 'The images to train on.' }),
  'dataset.limit': integer({
    default: 0,
    min: 0,
    max: 100_000_000,
    unit: 'images',
    help: 'Train on the first so many training images only; 0 takes all.',
  }),

  'encoder.kind': choice({
    choices: ['conv4'],
    default: 'conv4',
    help: 'conv4: four 3x3 convolutions of stride 2 with 32, 64, 128 and 256 channels, batch norm, ReLU, global average pooling.',
  }),
  'encoder.dimension': integer({
    default: 128,
    min: 2,
    max: 2048,
    help: 'Dimension of the embedding on the unit hypersphere; the paper uses 128.',
  }),

  'loss.kind': choice({
    choices: ['contrastive', 'simple', 'hard-contrastive', 'hard-simple'],
    default: 'contrastive',
    help: 'contrastive (Eq 1), simple (Eq 3), or either of them over the nearest negatives only (Eq 9).',
  }),
  'loss.temperature': number({
    default: 0.3,
    min: 'above-zero',
    max: 100,
    scale: 'log',
    relevant: usesTemperature,
    help: 'τ: the smaller, the more of the gradient goes to the nearest negatives (Eq 5).',
  }),

  'negatives.source': choice({
    choices: ['batch', 'memory-bank'],
    default: 'batch',
    help: 'batch: the other views of the batch, two views an image. memory-bank: a moving average of every training image, one view an image (the paper).',
  }),
  'negatives.hardest': integer({
    default: 40,
    min: 1,
    max: 100_000_000,
    scale: 'log',
    relevant: isHard,
    help: 'k: how many nearest negatives of each anchor a hard loss keeps. The paper keeps 4095.',
  }),
  'negatives.bankMomentum': number({
    default: 0.5,
    min: 0,
    max: 0.9999,
    relevant: usesBank,
    help: 'How much of a memory bank entry stays when its image is seen again.',
  }),

  'optimizer.kind': choice({
    choices: ['adamw', 'sgd'],
    default: 'adamw',
    help: 'AdamW, or SGD with momentum (the paper).',
  }),
  'optimizer.learningRate': number({
    default: 0.003,
    min: 'above-zero',
    max: 1000,
    scale: 'log',
    help: 'Peak learning rate, before the schedule.',
  }),
  'optimizer.momentum': number({
    default: 0.9,
    min: 0,
    max: 0.9999,
    relevant: usesSgd,
    help: 'Momentum of SGD.',
  }),
  'optimizer.beta1': number({
    default: 0.9,
    min: 0,
    max: 0.9999,
    relevant: usesAdam,
    help: 'Decay of the first moment of AdamW.',
  }),
  'optimizer.beta2': number({
    default: 0.99,
    min: 0,
    max: 0.99999,
    relevant: usesAdam,
    help: 'Decay of the second moment of AdamW.',
  }),
  'optimizer.weightDecay': number({
    default: 0.0005,
    min: 0,
    max: 10,
    scale: 'log',
    help: 'Weight decay: added to the gradient by SGD, decoupled in AdamW.',
  }),
  'optimizer.decayAll': flag({
    default: false,
    help: 'Decay biases and batch norm too, as the paper does, instead of weight matrices only.',
  }),
  'optimizer.schedule': choice({
    choices: ['cosine', 'step', 'constant'],
    default: 'cosine',
    help: 'How the learning rate falls after the warm-up.',
  }),
  'optimizer.warmup': number({
    default: 0.05,
    min: 0,
    max: 0.9,
    help: 'Share of all steps over which the learning rate rises linearly from 0.',
  }),
  'optimizer.stepEpochs': list({
    default: [160, 190],
    unit: 'epochs',
    relevant: usesSteps,
    help: 'Epochs after which the learning rate is multiplied by the step factor.',
  }),
  'optimizer.stepFactor': number({
    default: 0.1,
    min: 'above-zero',
    max: 1,
    relevant: usesSteps,
    help: 'Factor of the step schedule.',
  }),

  'training.epochs': integer({
    default: 7,
    min: 1,
    max: 100_000,
    unit: 'epochs',
    help: 'Passes over the training images.',
  }),
  'training.batchSize': integer({
    default: 64,
    min: 2,
    max: 16_384,
    unit: 'images',
    scale: 'log',
    help: 'Images per step; with negatives from the batch each gives two views.',
  }),
  'training.seed': integer({
    default: 1,
    min: 0,
    max: 2_147_483_647,
    help: 'Everything random follows from this number.',
  }),
  'training.checkpointEvery': integer({
    default: 1,
    min: 1,
    max: 100_000,
    unit: 'epochs',
    help: 'Epochs between checkpoints; a run resumes from its last one.',
  }),

  'augment.cropMin': number({
    default: 0.8,
    min: 0.01,
    max: 1,
    help: 'Smallest area of a random crop, as a share of the image.',
  }),
  'augment.cropMax': number({
    default: 1,
    min: 0.01,
    max: 1,
    help: 'Largest area of a random crop, as a share of the image.',
  }),
  'augment.aspect': number({
    default: 4 / 3,
    min: 1,
    max: 4,
    help: 'Largest ratio of width to height of a crop, and of height to width.',
  }),
  'augment.flip': number({ default: 0.5, min: 0, max: 1, help: 'Probability of a horizontal flip.' }),
  'augment.brightness': number({
    default: 0.4,
    min: 0,
    max: 1,
    help: 'Brightness is multiplied by 1 ± this.',
  }),
  'augment.contrast': number({ default: 0.4, min: 0, max: 1, help: 'Contrast is multiplied by 1 ± this.' }),
  'augment.saturation': number({
    default: 0.5,
    min: 0,
    max: 1,
    help: 'Saturation is multiplied by 1 ± this.',
  }),
  'augment.hue': number({
    default: 0.5,
    min: 0,
    max: 0.5,
    unit: 'turns',
    help: 'Hue is turned by up to ± this; 0.5 is the whole circle.',
  }),
  'augment.greyscale': number({
    default: 0.2,
    min: 0,
    max: 1,
    help: 'Probability that a view loses its colours.',
  }),

  'evaluation.knnNeighbours': integer({
    default: 50,
    min: 1,
    max: 1000,
    help: 'Neighbours that vote in the kNN accuracy of each epoch.',
  }),
  'evaluation.knnTemperature': number({
    default: 0.1,
    min: 'above-zero',
    max: 10,
    scale: 'log',
    help: 'A neighbour votes with exp(similarity / this); the author code uses 0.07.',
  }),
  'evaluation.linearEpochs': integer({
    default: 30,
    min: 1,
    max: 1000,
    unit: 'epochs',
    help: 'Epochs of the linear classifier on frozen features at the end of a run.',
  }),
} as const satisfies Record<string, Field>;

type ValueOf<F> = F extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : F extends { kind: 'number' }
    ? number
    : F extends { kind: 'boolean' }
      ? boolean
      : F extends { kind: 'list' }
        ? readonly number[]
        : string;

export type ConfigPath = keyof typeof fields;
export type RunConfig = { readonly [P in ConfigPath]: ValueOf<(typeof fields)[P]> };
export type ConfigValue = RunConfig[ConfigPath];

export const configPaths = Object.keys(fields) as readonly ConfigPath[];

/** The field at a path, with its kind not narrowed to that one path. */
export const fieldAt = (path: ConfigPath): Field => fields[path];

export const isConfigPath = (path: string): path is ConfigPath => Object.hasOwn(fields, path);

export const defaultConfig = Object.fromEntries(
  configPaths.map((path) => [path, fields[path].default]),
) as unknown as RunConfig;

/** Whether the field has an effect in this configuration. */
export const isRelevant = (path: ConfigPath, config: RunConfig): boolean =>
  fieldAt(path).relevant?.(config) ?? true;
