/** What is measured of a model at the end of epochs and of a run, with the words that say how. */

import type { RunConfig } from '#shared/config/fields';
import type { DetailKind, DetailValues } from '#shared/detail';
import type { FinalMetrics } from '#shared/metric';
import { protocolEntry, withNotes, type Protocol, type ProtocolNote } from '#shared/protocol';
import type { Views } from './choose-views';
import { encodeSplit } from './encode';
import { standardise } from './evaluate/standardise';
import type { DeviceImages } from './images';
import { linearProtocols } from './linear-evaluation';
import type { Loss, Moment } from './loss/loss';
import { measureLinear } from './measure-linear';
import { measurePairs, pairProtocols } from './measure-pairs';
import { collapseOf } from './metrics/collapse';
import { knnAccuracy } from './metrics/knn';
import { measureSpectrum } from './metrics/spectrum';
import { tolerance } from './metrics/tolerance';
import { uniformity } from './metrics/uniformity';
import type { Model } from './model';
import { tf } from './tf';
import { unitRows } from './unit-rows';

export interface Splits {
  /** How many images the encoder learns from: the training split, or others. */
  readonly trained: number;
  readonly train: DeviceImages;
  readonly test: DeviceImages;
  readonly classes: number;
}

export interface MeasureInput {
  /** The model to measure. */
  readonly encode: Model['evaluate'];
  readonly splits: Splits;
  readonly config: RunConfig;
  /** τ and k of the step. */
  readonly moment: Moment;
  /** Of the run: its penalties are measured. */
  readonly loss: Loss;
  /** One random view of each image, the same for the same counter. */
  readonly views: Views['measuredViews'];
  /** With the linear accuracy, which takes longer than all else. */
  readonly linear: boolean;
  /** Told after each epoch of the linear classifier. */
  readonly onLinearEpoch?: (done: number, epochs: number) => void;
}

/** A detail whose step its caller knows. */
export type MeasuredDetail = {
  readonly [K in DetailKind]: { readonly kind: K; readonly value: DetailValues[K] };
}[DetailKind];

export interface Measured {
  readonly metrics: FinalMetrics;
  readonly details: readonly MeasuredDetail[];
  /** A sentence where the embedding has collapsed. */
  readonly collapse: string | null;
}

export function measure(input: MeasureInput): Measured {
  const { encode, splits, config } = input;
  const { train, test, classes } = splits;
  const trained = encodeSplit({ evaluate: encode }, train);
  const tested = encodeSplit({ evaluate: encode }, test);
  const features = standardise(trained.features, tested.features);
  try {
    const linear = input.linear
      ? measureLinear({ ...input, trained, tested, standardised: features, onEpoch: input.onLinearEpoch })
      : null;
    const pairs = measurePairs(input);
    const { spectrum, spread, effectiveRank } = measureSpectrum(tested.embeddings);
    return {
      metrics: {
        uniformity: uniformity(tested.embeddings, config['evaluation.uniformityT']),
        tolerance: tolerance(tested.embeddings, test.labels, classes),
        ...pairs.metrics,
        effectiveRank,
        knnAccuracy: knn(),
        ...(linear ? { linearAccuracy: linear.last, linearAccuracyBest: linear.best } : {}),
      },
      details: [
        ...pairs.details,
        { kind: 'spectrum', value: spectrum },
        ...(linear ? [{ kind: 'confusion', value: { counts: linear.confusion } } as const] : []),
      ],
      collapse: collapseOf({ spread, effectiveRank }, config['encoder.dimension']),
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
}

/** How each measure was obtained at τ and k of a step, to be stored with it. */
export function protocolOf(config: RunConfig, splits: Splits, moment: Moment): Protocol {
  const sets = { train: splits.train.count, test: splits.test.count };
  const knn = {
    neighbours: Math.min(config['evaluation.knnNeighbours'], sets.train),
    temperature: config['evaluation.knnTemperature'],
  };
  const linear = linearProtocols(config, sets);
  const spectrum = protocolEntry('spectrum.embeddings', { test: sets.test });
  const protocol: Protocol = {
    ...linear,
    confusion: linear.linearAccuracy,
    ...pairProtocols(config, splits, moment),
    effectiveRank: spectrum,
    spectrum,
    knnAccuracy: protocolEntry('knn.weighted', { ...knn, ...sets }),
    uniformity: protocolEntry('uniformity.pairs', { t: config['evaluation.uniformityT'], test: sets.test }),
    tolerance: protocolEntry('tolerance.pairs', { test: sets.test }),
    loss: protocolEntry('loss.batch', { batch: config['training.batchSize'] }),
  };
  const held = heldOutNotes(config, sets.test);
  const learned = [...held, ...noiseNotes(config)];
  const noted = Object.entries(protocol).map(([name, entry]) => {
    if (name === 'loss') return [name, entry];
    return [name, withNotes(entry, learnsFromLabels.has(name) ? learned : held)];
  });
  return Object.fromEntries(noted) as Protocol;
}

const learnsFromLabels: ReadonlySet<string> = new Set<keyof Protocol>([
  'linearAccuracy',
  'linearAccuracyBest',
  'confusion',
  'knnAccuracy',
]);

function heldOutNotes(config: RunConfig, count: number): readonly ProtocolNote[] {
  const share = config['dataset.holdout'];
  if (share === 0 || config['evaluation.split'] !== 'holdout') return [];
  return [{ code: 'data.held-out', details: { count, share, seed: config['dataset.selectionSeed'] } }];
}

function noiseNotes(config: RunConfig): readonly ProtocolNote[] {
  const share = config['dataset.labelNoise'];
  if (share === 0) return [];
  return [{ code: 'data.noisy-labels', details: { share, seed: config['dataset.selectionSeed'] } }];
}
