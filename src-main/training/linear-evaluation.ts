/** Linear evaluation as a configuration asks for it: the protocol, its random draws, and the words that say how. */

import type { RunConfig } from '#shared/config/fields';
import { protocolEntry, type ProtocolEntry } from '#shared/protocol';
import { adamProbe, adamSettings } from './evaluate/adam-probe';
import type { LabelledRows, LinearResult } from './evaluate/linear-classifier';
import { initialWeights, paperProbe, paperSettings } from './evaluate/paper-probe';
import { ridgeProbe, ridgeSettings } from './evaluate/ridge-probe';
import { adamw } from './optimizer/adamw';
import { sgd } from './optimizer/sgd';
import { shuffled, uniform } from './random';
import { tf } from './tf';

interface LabelledSplits {
  readonly train: LabelledRows;
  readonly test: LabelledRows;
}

export interface LinearInput {
  readonly config: RunConfig;
  readonly classes: number;
  /** Features as the encoder gives them. */
  readonly raw: LabelledSplits;
  /** The same, standardised over the training images. */
  readonly standardised: LabelledSplits;
  /** f32[N, F] of the training images seen in a mirror; disposed here. Asked for only where the protocol needs them. */
  readonly mirrored: () => tf.Tensor2D;
  /** Told after each epoch of the classifier. */
  readonly onEpoch?: (done: number, epochs: number) => void;
}

const noDecay = { weightDecay: 0, decays: () => false };

/** Accuracy of a linear classifier on frozen features; deterministic, given the seed of the run. */
export function evaluateLinear(input: LinearInput): LinearResult {
  switch (input.config['evaluation.linearProtocol']) {
    case 'adam':
      return withAdam(input);
    case 'paper':
      return asInPaper(input);
    case 'ridge':
      return withRidge(input);
  }
}

const orderOf = ({ config, raw }: LinearInput, epoch: number): tf.Tensor1D =>
  shuffled(raw.train.labels.size, { seed: config['training.seed'], purpose: 'probe', counter: epoch });

const epochsOf = (input: LinearInput): { epochs: number; onEpoch: (done: number) => void } => {
  const epochs = input.config['evaluation.linearEpochs'];
  return { epochs, onEpoch: (done) => input.onEpoch?.(done, epochs) };
};

const withAdam = (input: LinearInput): LinearResult =>
  adamProbe(input.standardised, {
    ...epochsOf(input),
    classes: input.classes,
    rows: (epoch) => orderOf(input, epoch),
    optimizer: (classifier) => adamw(classifier, { ...noDecay, beta1: 0.9, beta2: 0.999 }),
  });

function asInPaper(input: LinearInput): LinearResult {
  const { config, classes, raw } = input;
  const seed = config['training.seed'];
  const flips = config['evaluation.linearFlip'];
  const train = flips ? withMirrored(raw.train, input.mirrored()) : raw.train;
  const shape = [2, raw.train.features.shape[1], classes] as const;
  const weights = tf.tidy(() =>
    initialWeights(uniform(shape, { seed, purpose: 'probeWeights', counter: 0 }) as tf.Tensor3D),
  );
  const result = paperProbe(
    { train, test: raw.test },
    {
      ...epochsOf(input),
      classes,
      weights,
      rows: (epoch) => {
        const order = orderOf(input, epoch);
        return flips ? flipHalf(order, { seed, purpose: 'probeFlips', counter: epoch }) : order;
      },
      optimizer: (classifier) =>
        sgd(classifier, { ...noDecay, momentum: paperSettings.momentum, nesterov: false }),
    },
  );
  weights.dispose();
  if (flips) tf.dispose([train.features, train.labels]);
  return result;
}

/** Rows 0 … N - 1 as they are, N … 2N - 1 mirrored; caller disposes. */
function withMirrored({ features, labels }: LabelledRows, mirrored: tf.Tensor2D): LabelledRows {
  const both = { features: tf.concat([features, mirrored]), labels: tf.concat([labels, labels]) };
  mirrored.dispose();
  return both;
}

/** Each row, or with probability ½ its mirrored one. Disposes the order. */
function flipHalf(order: tf.Tensor1D, draw: Parameters<typeof uniform>[1]): tf.Tensor1D {
  const rows = tf.tidy(() => {
    const isFlipped = tf.cast(tf.less(uniform([order.size], draw), 0.5), 'int32');
    return tf.add(order, tf.mul(isFlipped, tf.scalar(order.size, 'int32')));
  });
  order.dispose();
  return rows as tf.Tensor1D;
}

function withRidge(input: LinearInput): LinearResult {
  const order = orderOf(input, 0);
  const result = ridgeProbe(input.standardised, { classes: input.classes, order });
  order.dispose();
  return result;
}

/** How the accuracy of the last epoch, or the best of all epochs, was obtained. */
export function linearProtocols(
  config: RunConfig,
  sets: { readonly train: number; readonly test: number },
): { readonly linearAccuracy: ProtocolEntry; readonly linearAccuracyBest: ProtocolEntry } {
  const seed = config['training.seed'];
  const epochs = config['evaluation.linearEpochs'];
  const protocol = config['evaluation.linearProtocol'];
  if (protocol === 'ridge') {
    const { penalties, folds } = ridgeSettings;
    const details = { penalties: penalties.join(', '), folds: Math.min(folds, sets.train), seed, ...sets };
    const entry = protocolEntry('linear.ridge', details);
    return { linearAccuracy: entry, linearAccuracyBest: entry };
  }
  if (protocol === 'adam') {
    const details = { ...adamSettings, epochs, seed, ...sets };
    return {
      linearAccuracy: protocolEntry('linear.adam', details),
      linearAccuracyBest: protocolEntry('linear.adam-best', details),
    };
  }
  const flips = config['evaluation.linearFlip'];
  const details = { ...paperSettings, epochs, seed, ...sets };
  return {
    linearAccuracy: protocolEntry(flips ? 'linear.paper' : 'linear.paper-plain', details),
    linearAccuracyBest: protocolEntry(flips ? 'linear.paper-best' : 'linear.paper-plain-best', details),
  };
}
