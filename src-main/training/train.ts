/**
 * Training of one run, as a story: data, model, parts, then one loop over the steps.
 * An async generator of events that writes nothing: files, databases and processes are its caller's.
 */

import type { RunConfig } from '#shared/config/fields';
import type { FinalMetrics, MetricPoint } from '#shared/metric';
import type { Protocol } from '#shared/run';
import { Problem } from '#shared/result';
import { numbersPerView, randomViews, type AugmentSettings } from './augment/views';
import { toDevice, type DeviceImages, type ImageBytes } from './images';
import { chooseLoss } from './loss/choose-loss';
import { measure, protocolOf, type Splits } from './measure';
import { createModel, type Model } from './model';
import { batchNegatives } from './negatives/batch';
import { memoryBank } from './negatives/memory-bank';
import type { NegativeSource } from './negatives/source';
import { chooseOptimizer } from './optimizer/choose-optimizer';
import { learningRateAt } from './optimizer/schedule';
import { shuffled, uniform } from './random';
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot';
import { trainStep } from './step';
import { tf } from './tf';

export interface TrainingData {
  readonly train: ImageBytes;
  readonly test: ImageBytes;
  /** Side of the square images in pixels. */
  readonly side: number;
  readonly classes: number;
  /** Of each channel over the training images, in [0, 1]. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export interface TrainingJob {
  readonly config: RunConfig;
  readonly data: TrainingData;
  readonly resumeFrom: Snapshot | null;
  /** Asked after each step. */
  readonly wanted: () => 'go-on' | 'pause' | 'cancel';
  /** Seconds of a monotonic clock. */
  readonly now: () => number;
}

export type TrainingEvent =
  | {
      readonly kind: 'begun';
      readonly step: number;
      readonly totalSteps: number;
      readonly stepsPerEpoch: number;
    }
  | { readonly kind: 'stepped'; readonly step: number; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'measuring'; readonly step: number }
  | { readonly kind: 'measured'; readonly step: number; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'stopped'; readonly because: 'pause' | 'cancel' }
  | { readonly kind: 'finished'; readonly metrics: FinalMetrics; readonly protocol: Protocol };

const augmentSettings = (config: RunConfig): AugmentSettings => ({
  minArea: config['augment.cropMin'],
  maxArea: config['augment.cropMax'],
  aspect: config['augment.aspect'],
  flip: config['augment.flip'],
  brightness: config['augment.brightness'],
  contrast: config['augment.contrast'],
  saturation: config['augment.saturation'],
  hue: config['augment.hue'],
  greyscale: config['augment.greyscale'],
});

function createSource(config: RunConfig, images: number): NegativeSource {
  if (config['negatives.source'] === 'batch') return batchNegatives(config['training.batchSize']);
  const shape = [images, config['encoder.dimension']] as const;
  const rows = tf.tidy(() => {
    const random = uniform(shape, { seed: config['training.seed'], purpose: 'bank', counter: 0 });
    const centred = tf.sub(random, 0.5);
    return tf.div(centred, tf.norm(centred, 2, 1, true)) as tf.Tensor2D;
  });
  return memoryBank(rows, config['negatives.bankMomentum']);
}

/** The views of one step: all first views, then all second ones where the source wants two. */
function viewsOf(images: tf.Tensor4D, config: RunConfig, step: number, count: 1 | 2): tf.Tensor4D {
  return tf.tidy(() => {
    const repeated = count === 2 ? tf.concat([images, images], 0) : images;
    const draw = { seed: config['training.seed'], purpose: 'augment', counter: step } as const;
    const random = uniform([repeated.shape[0], numbersPerView], draw) as tf.Tensor2D;
    return randomViews(repeated, random, augmentSettings(config));
  });
}

/** Lets messages of other processes in between two steps: TensorFlow itself never waits. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pointsOf = (step: number, values: FinalMetrics): MetricPoint[] =>
  Object.entries(values).map(([metric, value]) => ({ metric: metric as MetricPoint['metric'], step, value }));

/**
 * @throws Problem `run.non-finite` where the loss stops being a number
 */
export async function* train(job: TrainingJob): AsyncGenerator<TrainingEvent, void> {
  const { config, data, wanted, now } = job;

  // Data: the bytes of all images stay on the device for the whole run.
  const limit = config['dataset.limit'] > 0 ? config['dataset.limit'] : undefined;
  const images = toDevice(data.train, data.side, limit);
  const splits: Splits = { train: images, test: toDevice(data.test, data.side), classes: data.classes };

  // Model and parts.
  const model = createModel(config, data);
  const source = createSource(config, images.count);
  const optimizer = chooseOptimizer(config, model.weights, model.isWeight);
  const parts = { model, source, loss: chooseLoss(config), optimizer };
  const state = { ...model.state, ...source.state, ...optimizer.state };
  if (job.resumeFrom) restoreSnapshot(job.resumeFrom, state);

  // Horizon: the last images of an epoch that fill no batch are left out, as is usual.
  const batchSize = config['training.batchSize'];
  const stepsPerEpoch = Math.floor(images.count / batchSize);
  const totalSteps = stepsPerEpoch * config['training.epochs'];
  let step = job.resumeFrom?.step ?? 0;
  let order: tf.Tensor1D | undefined;
  let lastLoss = Number.NaN;
  let metrics: FinalMetrics = {};
  yield { kind: 'begun', step, totalSteps, stepsPerEpoch };

  let trainingSeconds = 0;
  let stepsTimed = 0;
  while (step < totalSteps) {
    // A new order of the images for each epoch; a resumed run finds the one it was in.
    const epoch = Math.floor(step / stepsPerEpoch);
    const place = step % stepsPerEpoch;
    if (!order || place === 0) {
      order?.dispose();
      order = shuffled(images.count, { seed: config['training.seed'], purpose: 'order', counter: epoch });
    }

    // One step.
    const begun = now();
    const learningRate = learningRateAt(step, { totalSteps, stepsPerEpoch }, config);
    const loss = takeStep({ images, order, place, step, learningRate });
    trainingSeconds += now() - begun;
    stepsTimed += 1;
    if (!Number.isFinite(loss)) throw new Problem('run.non-finite', { step, last: lastLoss });
    lastLoss = loss;
    step += 1;
    yield { kind: 'stepped', step, points: pointsOf(step, { loss, learningRate }) };

    // At the end of an epoch: measure, and keep a checkpoint.
    const done = Math.floor(step / stepsPerEpoch);
    const epochEnds = step % stepsPerEpoch === 0;
    if (epochEnds) {
      yield { kind: 'measuring', step };
      const linear = step === totalSteps;
      const imagesPerSecond = (stepsTimed * batchSize) / trainingSeconds;
      metrics = { ...measure(model, splits, config, { linear }), loss, imagesPerSecond };
      const { loss: _loss, ...measured } = metrics;
      yield { kind: 'measured', step, points: pointsOf(step, measured) };
    }
    const wish = wanted();
    const dueCheckpoint =
      epochEnds && (done % config['training.checkpointEvery'] === 0 || step === totalSteps);
    if (dueCheckpoint || wish === 'pause') yield { kind: 'snapshot', snapshot: takeSnapshot(step, state) };
    if (wish !== 'go-on' && step < totalSteps) {
      yield { kind: 'stopped', because: wish };
      return;
    }
    await breathe();
  }
  if (Object.keys(metrics).length === 0) metrics = measure(model, splits, config, { linear: true });
  yield { kind: 'finished', metrics, protocol: protocolOf(config, splits) };

  function takeStep(at: {
    images: DeviceImages;
    order: tf.Tensor1D;
    place: number;
    step: number;
    learningRate: number;
  }): number {
    const numbers = tf.tidy(() => tf.slice(at.order, at.place * batchSize, batchSize));
    const batch = at.images.batch(numbers);
    const views = viewsOf(batch, config, at.step, source.viewsPerImage);
    const loss = trainStep(parts, { views, images: numbers, learningRate: at.learningRate, step: at.step });
    tf.dispose([numbers, batch, views]);
    return loss;
  }
}

export type { Model };
