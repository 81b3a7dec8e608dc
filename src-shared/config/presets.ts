/** Named starting points. A preset is the difference from the defaults, and nothing else. */

import { defaultConfig, type RunConfig } from './fields';

const paper: Partial<RunConfig> = {
  'negatives.source': 'memory-bank',
  'negatives.hardest': 4095,
  'negatives.bankMomentum': 0.5,
  'optimizer.kind': 'sgd',
  'optimizer.learningRate': 0.03,
  'optimizer.momentum': 0.9,
  'optimizer.decayAll': true,
  'optimizer.schedule': 'step',
  'optimizer.warmup': 0,
  'training.epochs': 200,
  'training.batchSize': 128,
  'training.checkpointEvery': 5,
  'augment.cropMin': 0.2,
  'augment.saturation': 0.4,
  'augment.hue': 0.4,
  'evaluation.knnNeighbours': 200,
  'evaluation.knnTemperature': 0.07,
};

/** What the JavaScript backend can train within minutes; with TensorFlow it takes seconds. */
const smallest: Partial<RunConfig> = {
  'dataset.limit': 128,
  'training.epochs': 1,
  'training.batchSize': 16,
  'negatives.hardest': 10,
  'evaluation.linearEpochs': 10,
};

export const presets = {
  'quick-start': {},
  paper,
  smallest,
} as const satisfies Record<string, Partial<RunConfig>>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as readonly PresetName[];

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(presets, name);

export const presetConfig = (name: PresetName): RunConfig => ({ ...defaultConfig, ...presets[name] });
