/** What is measured of a model at the end of an epoch and of a run, with the words that say how. */

import type { RunConfig } from '#shared/config/fields';
import type { FinalMetrics } from '#shared/metric';
import type { Protocol } from '#shared/run';
import { encodeSplit } from './encode';
import { linearAccuracy, linearProtocol } from './evaluate/linear-probe';
import { standardise } from './evaluate/standardise';
import type { DeviceImages } from './images';
import { unitRows } from './encoder/unit-rows';
import { knnAccuracy } from './metrics/knn';
import { tolerance } from './metrics/tolerance';
import { uniformity } from './metrics/uniformity';
import type { Model } from './model';
import { adamw } from './optimizer/adamw';
import { shuffled } from './random';
import { tf } from './tf';

export interface Splits {
  readonly train: DeviceImages;
  readonly test: DeviceImages;
  readonly classes: number;
}

const noDecay = { weightDecay: 0, decays: () => false };

/** Uniformity, tolerance and kNN accuracy; with `linear` the linear accuracy too. */
export function measure(
  model: Model,
  splits: Splits,
  config: RunConfig,
  { linear }: { linear: boolean },
): FinalMetrics {
  const { train, test, classes } = splits;
  const trained = encodeSplit(model, train);
  const tested = encodeSplit(model, test);
  const features = standardise(trained.features, tested.features);
  try {
    return {
      uniformity: uniformity(tested.embeddings),
      tolerance: tolerance(tested.embeddings, test.labels, classes),
      knnAccuracy: knn(),
      ...(linear ? { linearAccuracy: probe() } : {}),
    };
  } finally {
    tf.dispose([...Object.values(trained), ...Object.values(tested), ...Object.values(features)]);
  }

  function knn(): number {
    const unit = tf.tidy(() => ({ train: unitRows(features.train), test: unitRows(features.test) }));
    const accuracy = knnAccuracy(
      { rows: unit.test, labels: test.labels },
      { rows: unit.train, labels: train.labels },
      {
        neighbours: config['evaluation.knnNeighbours'],
        temperature: config['evaluation.knnTemperature'],
        classes,
      },
    );
    tf.dispose([unit.train, unit.test]);
    return accuracy;
  }

  function probe(): number {
    return linearAccuracy(
      { features: features.train, labels: train.labels },
      { features: features.test, labels: test.labels },
      {
        classes,
        epochs: config['evaluation.linearEpochs'],
        order: (epoch) =>
          shuffled(train.count, { seed: config['training.seed'], purpose: 'probe', counter: epoch }),
        optimizer: (variables) => adamw(variables, { ...noDecay, beta1: 0.9, beta2: 0.999 }),
      },
    );
  }
}

/** How each measure was obtained, to be stored with it. */
export function protocolOf(config: RunConfig, { train, test }: Splits): Protocol {
  const sets = `${train.count} training and ${test.count} test images`;
  const neighbours = Math.min(config['evaluation.knnNeighbours'], train.count);
  return {
    linearAccuracy: `${linearProtocol(config['evaluation.linearEpochs'])}; ${sets}; seed ${config['training.seed']}`,
    knnAccuracy: `${neighbours} nearest of the training images on standardised unit features, votes exp(s/${config['evaluation.knnTemperature']}); ${sets}`,
    uniformity: `-log mean exp(-2 d²) over all ordered pairs of different test embeddings; ${test.count} test images`,
    tolerance: `mean similarity over all pairs of different test embeddings of one class; ${test.count} test images`,
    loss: 'mean over the anchors of one batch, before its update',
  };
}
