/**
 * Training of one run, as a story: set up, then one loop over the steps.
 * An async generator of events that writes nothing: files, databases and processes are its caller's.
 */

import type { RunConfig } from '#shared/config/fields';
import type { FinalMetrics, MetricPoint } from '#shared/metric';
import { Problem } from '#shared/result';
import type { Protocol } from '#shared/protocol';
import { measure, protocolOf } from './measure';
import { learningRateAt } from './optimizer/schedule';
import { setUp, type Setup, type TrainingData } from './setup';
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot';
import { trainStep } from './step';
import { tf } from './tf';

export type { TrainingData };

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

/** Lets messages of other processes in between two steps: TensorFlow itself never waits. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pointsOf = (step: number, values: FinalMetrics): MetricPoint[] =>
  Object.entries(values).map(([metric, value]) => ({ metric: metric as MetricPoint['metric'], step, value }));

/** @throws Problem `run.non-finite` where the loss stops being a number */
export async function* train(job: TrainingJob): AsyncGenerator<TrainingEvent, void> {
  const setup = setUp(job.config, job.data);
  try {
    if (job.resumeFrom) restoreSnapshot(job.resumeFrom, setup.state);
    yield* loop(job, setup);
  } finally {
    setup.dispose();
  }
}

async function* loop(job: TrainingJob, setup: Setup): AsyncGenerator<TrainingEvent, void> {
  const { config, wanted, now } = job;
  const { parts, splits, state } = setup;

  // Horizon: the last images of an epoch that fill no batch are left out, as is usual.
  const batchSize = config['training.batchSize'];
  const stepsPerEpoch = Math.floor(splits.train.count / batchSize);
  const totalSteps = stepsPerEpoch * config['training.epochs'];
  const first = job.resumeFrom?.step ?? 0;
  yield { kind: 'begun', step: first, totalSteps, stepsPerEpoch };

  let metrics: FinalMetrics = {};
  let seconds = 0;
  for (let step = first; step < totalSteps; step++) {
    // One step on the next images of this epoch's order.
    const begun = now();
    const learningRate = learningRateAt(step, { totalSteps, stepsPerEpoch }, config);
    const loss = takeStep(setup, { config, step, stepsPerEpoch, learningRate });
    seconds += now() - begun;
    if (!Number.isFinite(loss)) throw new Problem('run.non-finite', { step, last: metrics.loss ?? 'none' });
    const taken = step + 1;
    metrics = { ...metrics, loss };
    yield { kind: 'stepped', step: taken, points: pointsOf(taken, { loss, learningRate }) };

    // At the end of an epoch: measure.
    const epochEnds = taken % stepsPerEpoch === 0;
    if (epochEnds) {
      yield { kind: 'measuring', step: taken };
      const linear = taken === totalSteps;
      const imagesPerSecond = ((taken - first) * batchSize) / seconds;
      const measured = { ...measure(parts.model, splits, config, { linear }), imagesPerSecond };
      metrics = { ...measured, loss };
      yield { kind: 'measured', step: taken, points: pointsOf(taken, measured) };
    }

    // A checkpoint where one is due or wanted; then on, or out.
    const wish = wanted();
    const due =
      epochEnds &&
      ((taken / stepsPerEpoch) % config['training.checkpointEvery'] === 0 || taken === totalSteps);
    if (due || wish === 'pause') yield { kind: 'snapshot', snapshot: takeSnapshot(taken, state) };
    if (wish !== 'go-on' && taken < totalSteps) {
      yield { kind: 'stopped', because: wish };
      return;
    }
    await breathe();
  }

  // A run that was stopped between its last step and its last measures has only those left to do.
  if (metrics.linearAccuracy === undefined) {
    yield { kind: 'measuring', step: totalSteps };
    metrics = measure(parts.model, splits, config, { linear: true });
    yield { kind: 'measured', step: totalSteps, points: pointsOf(totalSteps, metrics) };
  }
  yield { kind: 'finished', metrics, protocol: protocolOf(config, splits) };
}

interface StepPlace {
  readonly config: RunConfig;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly learningRate: number;
}

/** The loss before the step. */
function takeStep(setup: Setup, { config, step, stepsPerEpoch, learningRate }: StepPlace): number {
  const batchSize = config['training.batchSize'];
  const order = setup.order(Math.floor(step / stepsPerEpoch));
  const numbers = tf.slice(order, (step % stepsPerEpoch) * batchSize, batchSize);
  const batch = setup.splits.train.batch(numbers);
  const views = setup.views(batch, step);
  const loss = trainStep(setup.parts, { views, images: numbers, learningRate, step });
  tf.dispose([numbers, batch, views]);
  return loss;
}
