/**
 * Training of one run, as a story: set up, then one loop over the steps.
 * An async generator of events that writes nothing: files, databases and processes are its caller's.
 */

import type { RunConfig } from '#shared/config/fields';
import type { Detail } from '#shared/detail';
import type { FinalMetrics, MetricPoint } from '#shared/metric';
import { Problem } from '#shared/result';
import type { Protocol } from '#shared/protocol';
import { measure, protocolOf } from './measure';
import { planOf, type Plan } from './plan';
import { readAhead } from './read-ahead';
import { setUp, type Setup, type TrainingData } from './setup';
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot';
import { stepClock, type StepClock } from './step-clock';
import { trainStep, type StepTaken } from './step';
import { isTemperatureMoving } from './temperature';
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

/** `resume`: one is due or wanted. `best`: no earlier measure found a better kNN accuracy. `kept`: to evaluate it later. */
export type SnapshotReason = 'resume' | 'best' | 'kept';

export type TrainingEvent =
  | {
      readonly kind: 'begun';
      readonly step: number;
      readonly totalSteps: number;
      readonly stepsPerEpoch: number;
    }
  | { readonly kind: 'stepped'; readonly step: number; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'measuring'; readonly step: number }
  | {
      readonly kind: 'measured';
      readonly step: number;
      readonly points: readonly MetricPoint[];
      readonly details: readonly Detail[];
    }
  /** Something that a person should know of, though the run goes on. */
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly reasons: readonly SnapshotReason[] }
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
  const { splits, state } = setup;
  const plan = planOf(config, setup.trained.count);
  const arrived = readAhead(setup, plan);
  const { totalSteps, stepsPerEpoch, batchSize } = plan;
  const clock = stepClock(now);
  const first = job.resumeFrom?.step ?? 0;
  yield { kind: 'begun', step: first, totalSteps, stepsPerEpoch };

  let metrics: FinalMetrics = {};
  let best = job.resumeFrom?.bestKnnAccuracy ?? null;
  let seconds = 0;
  let stepsOfCost = 0;
  let wasCollapsed = false;
  for (let step = first; step < totalSteps; step++) {
    // One step on the next images of this epoch's order.
    const begun = now();
    await arrived(step);
    const { loss, gradientNorm } = takeStep(setup, plan, { config, step, clock });
    seconds += now() - begun;
    stepsOfCost += 1;
    if (!Number.isFinite(loss)) throw new Problem('run.non-finite', { step, last: metrics.loss ?? 'none' });
    const taken = step + 1;
    const learningRate = plan.learningRateAt(step);
    const temperature = isTemperatureMoving(config)
      ? { temperature: plan.momentAt(step, setup.parts.temperature).temperature }
      : {};
    metrics = { ...metrics, loss };
    yield {
      kind: 'stepped',
      step: taken,
      points: pointsOf(taken, { loss, learningRate, gradientNorm, ...temperature }),
    };

    // At the end of some epochs: measure.
    const reasons: SnapshotReason[] = [];
    if (plan.isMeasured(taken)) {
      yield { kind: 'measuring', step: taken };
      clock.start();
      const { metrics: found, details, collapse } = measureNow(setup, plan, { config, step: taken });
      clock.lap('measure');
      const measured = { ...found, imagesPerSecond: ((taken - first) * batchSize) / seconds };
      metrics = { ...measured, loss };
      const cost: Detail = { kind: 'stepCost', step: taken, value: clock.take(stepsOfCost) };
      stepsOfCost = 0;
      yield { kind: 'measured', step: taken, points: pointsOf(taken, measured), details: [...details, cost] };
      if (collapse !== null && !wasCollapsed) yield { kind: 'warning', message: collapse };
      wasCollapsed = collapse !== null;
      if (best === null || (found.knnAccuracy ?? 0) > best) {
        best = found.knnAccuracy ?? best;
        reasons.push('best');
      }
    }

    // A checkpoint where one is due or wanted; then on, or out.
    const wish = wanted();
    if (plan.isCheckpointDue(taken) || wish === 'pause') reasons.push('resume');
    if (plan.isKept(taken)) reasons.push('kept');
    if (reasons.length > 0) yield { kind: 'snapshot', snapshot: takeSnapshot(taken, best, state), reasons };
    if (wish !== 'go-on' && taken < totalSteps) {
      yield { kind: 'stopped', because: wish };
      return;
    }
    await breathe();
  }

  // A run that was stopped between its last step and its last measures has only those left to do.
  if (metrics.linearAccuracy === undefined) {
    yield { kind: 'measuring', step: totalSteps };
    const { metrics: found, details } = measureNow(setup, plan, { config, step: totalSteps });
    metrics = found;
    yield { kind: 'measured', step: totalSteps, points: pointsOf(totalSteps, metrics), details };
  }
  yield {
    kind: 'finished',
    metrics,
    protocol: protocolOf(config, splits, plan.momentAt(totalSteps, setup.parts.temperature)),
  };
}

interface StepPlace {
  readonly config: RunConfig;
  readonly step: number;
}

function takeStep(
  setup: Setup,
  plan: Plan,
  { config, step, clock }: StepPlace & { readonly clock: StepClock },
): StepTaken {
  const { batchSize, stepsPerEpoch } = plan;
  clock.start();
  const order = setup.order(Math.floor(step / stepsPerEpoch));
  const images = tf.slice(order, (step % stepsPerEpoch) * batchSize, batchSize);
  const batch = setup.trained.batch(images);
  clock.lap('read');
  const views = setup.views(batch, step);
  clock.lap('augment');
  const taken = trainStep(setup.parts, {
    views,
    images,
    moment: plan.momentAt(step, setup.parts.temperature),
    accumulation: config['training.accumulation'],
    learningRate: plan.learningRateAt(step),
    step,
    clock,
  });
  tf.dispose([images, batch, views]);
  return taken;
}

interface Measured {
  readonly metrics: FinalMetrics;
  readonly details: readonly Detail[];
  readonly collapse: string | null;
}

/** After so many steps; with the linear accuracy after the last one. */
function measureNow(setup: Setup, plan: Plan, { config, step }: StepPlace): Measured {
  const { metrics, details, collapse } = measure({
    encode: setup.evaluate,
    splits: setup.splits,
    config,
    moment: plan.momentAt(step, setup.parts.temperature),
    loss: setup.parts.loss,
    views: setup.measuredViews,
    linear: step === plan.totalSteps,
  });
  return { metrics, details: details.map((detail): Detail => ({ ...detail, step })), collapse };
}
