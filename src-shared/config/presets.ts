/** Named starting points. A preset is the difference from the defaults, and nothing else. */

import { defaultConfig, type RunConfig } from './fields';

const quickStart: Partial<RunConfig> = { 'negatives.hardest': 40 };

/**
 * Section 4 of the paper, on images of 32x32 pixels. Where the text is silent the first author's code decides: bank
 * momentum 0.5, embeddings of 128 dimensions, one linear head, weight decay on every parameter. Where the two differ
 * the text decides, and a field switches to the code: `augment.flip` (the code has none on CIFAR), `loss.form`.
 */
const paperCifar: Partial<RunConfig> = {
  'encoder.kind': 'resnet18',
  'negatives.source': 'memory-bank',
  'negatives.hardest': 4095,
  'negatives.bankMomentum': 0.5,
  'optimizer.kind': 'sgd',
  'optimizer.learningRate': 0.03,
  'optimizer.momentum': 0.9,
  'optimizer.weightDecay': 0.0005,
  'optimizer.decayAll': true,
  'optimizer.schedule': 'step',
  'optimizer.warmup': 0,
  'optimizer.stepEpochs': [160, 190],
  'training.epochs': 200,
  'training.batchSize': 128,
  'training.measureEvery': 5,
  'training.checkpointEvery': 5,
  'augment.cropMin': 0.2,
  'augment.brightness': 0.4,
  'augment.contrast': 0.4,
  'augment.saturation': 0.4,
  'augment.hue': 0.4,
  'evaluation.knnNeighbours': 200,
  'evaluation.knnTemperature': 0.07,
  'evaluation.linearProtocol': 'paper',
  'evaluation.linearEpochs': 100,
};

/** Digits change their meaning when they are mirrored. */
const paperSvhn: Partial<RunConfig> = { ...paperCifar, 'augment.flip': 0, 'evaluation.linearFlip': false };

const paperImageNet100: Partial<RunConfig> = {
  ...paperCifar,
  'encoder.kind': 'resnet50',
  'optimizer.weightDecay': 0.0001,
  'augment.hue': 0.1,
  'augment.jitter': 0.8,
  'augment.blur': 0.5,
  'augment.blurMin': 0.1,
  'augment.blurMax': 2,
};

/** MoCo v2 on CIFAR-10 as in the notebook of its authors: 200 epochs, batch 512, queue 4096, τ 0.1. */
const mocoV2: Partial<RunConfig> = {
  'encoder.kind': 'resnet18',
  'encoder.head': 'mlp',
  'encoder.hidden': 512,
  'loss.temperature': 0.1,
  'negatives.source': 'momentum-queue',
  'negatives.queueSize': 4096,
  'negatives.encoderMomentum': 0.99,
  'optimizer.kind': 'sgd',
  'optimizer.learningRate': 0.06,
  'optimizer.weightDecay': 0.0005,
  'optimizer.decayAll': true,
  'optimizer.schedule': 'cosine',
  'optimizer.warmup': 0,
  'training.epochs': 200,
  'training.batchSize': 512,
  'training.measureEvery': 5,
  'training.checkpointEvery': 5,
  'augment.cropMin': 0.2,
  'augment.saturation': 0.4,
  'augment.hue': 0.1,
  'augment.jitter': 0.8,
  'evaluation.knnNeighbours': 200,
  'evaluation.knnTemperature': 0.1,
  'evaluation.linearProtocol': 'paper',
  'evaluation.linearEpochs': 100,
};

/** SimCLR on CIFAR-10, appendix B.9 of its paper: batch 512, τ 0.5, LARS, strong colours, no blur. */
const simclr: Partial<RunConfig> = {
  'encoder.kind': 'resnet18',
  'encoder.head': 'mlp',
  'encoder.hidden': 512,
  'loss.temperature': 0.5,
  'negatives.source': 'batch',
  // The share that the paper keeps on CIFAR-10, of the 1,022 negatives here.
  'negatives.hardest': 84,
  'optimizer.kind': 'lars',
  'optimizer.learningRate': 1,
  'optimizer.weightDecay': 0.000_001,
  'optimizer.schedule': 'cosine',
  'optimizer.warmup': 0.05,
  'training.epochs': 200,
  'training.batchSize': 512,
  'training.measureEvery': 5,
  'training.checkpointEvery': 5,
  'augment.cropMin': 0.08,
  'augment.saturation': 0.4,
  'augment.hue': 0.1,
  'augment.jitter': 0.8,
  'evaluation.knnNeighbours': 200,
  'evaluation.linearProtocol': 'paper',
  'evaluation.linearEpochs': 100,
};

/** The paper's source and losses with an encoder and a length that a laptop's processor trains within an hour. */
const laptop: Partial<RunConfig> = {
  ...paperCifar,
  'encoder.kind': 'conv4',
  'dataset.limit': 10_000,
  'negatives.hardest': 819,
  'optimizer.schedule': 'cosine',
  'training.epochs': 30,
  'training.measureEvery': 1,
  'evaluation.linearProtocol': 'adam',
  'evaluation.linearEpochs': 30,
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
  'quick-start': quickStart,
  laptop,
  'paper-cifar10': paperCifar,
  'paper-cifar100': paperCifar,
  'paper-svhn': paperSvhn,
  'paper-imagenet100': paperImageNet100,
  'moco-v2': mocoV2,
  simclr,
  smallest,
} as const satisfies Record<string, Partial<RunConfig>>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as readonly PresetName[];

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(presets, name);

export const presetConfig = (name: PresetName): RunConfig => ({ ...defaultConfig, ...presets[name] });
