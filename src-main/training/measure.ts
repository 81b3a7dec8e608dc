/** What is measured of a model at the end of an epoch and of a run, with the words that say how. */

import type { RunConfig } from '#shared/config/fields';
import type { FinalMetrics } from '#shared/metric';
import { protocolEntry, type Protocol } from '#shared/protocol';
import { encodeSplit } from './encode';
import { linearAccuracy, probeSettings } from './evaluate/linear-probe';
import { standardise } from './evaluate/standardise';
import type { DeviceImages } from './images';
import { knnAccuracy } from './metrics/knn';
import { tolerance } from './metrics/tolerance';
import { defaultT, uniformity } from './metrics/uniformity';
import type { Model } from './model';
import { adamw } from './optimizer/adamw';
import { shuffled } from './random';
import { tf } from './tf';
import { unitRows } from './unit-rows';

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
export function protocolOf(config: RunConfig, splits: Splits): Protocol {
  const sets = { train: splits.train.count, test: splits.test.count };
  const linear = {
    ...probeSettings,
    epochs: config['evaluation.linearEpochs'],
    seed: config['training.seed'],
  };
  const knn = {
    neighbours: Math.min(config['evaluation.knnNeighbours'], sets.train),
    temperature: config['evaluation.knnTemperature'],
  };
  return {
    linearAccuracy: protocolEntry('linear.adam', { ...linear, ...sets }),
    knnAccuracy: protocolEntry('knn.weighted', { ...knn, ...sets }),
    uniformity: protocolEntry('uniformity.pairs', { t: defaultT, test: sets.test }),
    tolerance: protocolEntry('tolerance.pairs', { test: sets.test }),
    loss: protocolEntry('loss.batch', { batch: config['training.batchSize'] }),
  };
}
