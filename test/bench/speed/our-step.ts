/** Steps of Tau Lab's own training core, as a contestant beside PyTorch. */

import { planOf } from '../../../src-main/training/plan';
import { setUp, type Setup, type TrainingData } from '../../../src-main/training/setup';
import { stepClock, type StepClock } from '../../../src-main/training/step-clock';
import { trainStep } from '../../../src-main/training/step';
import { tf } from '../../../src-main/training/tf';
import { presetConfig } from '../../../src-shared/config/presets';
import type { RunConfig } from '../../../src-shared/config/fields';
import type { StepCost } from '../../../src-shared/detail';
import type { Contestant } from '../python-reference';

const now = (): number => performance.now() / 1000;

/** Random bytes: what is in the images does not change how long they take. */
export function noiseImages(train: number, test: number, side = 32): TrainingData {
  const split = (count: number): TrainingData['train'] => ({
    pixels: Uint8Array.from({ length: count * side * side * 3 }, (_, i) => (i * 2_654_435_761) >>> 24),
    labels: Int32Array.from({ length: count }, (_, i) => i % 10),
  });
  const channels = { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] };
  return { train: split(train), test: split(test), side, classes: 10, ...channels };
}

/** SGD with a memory bank, as in the paper. */
export const paperConfig = (changes: Partial<RunConfig>): RunConfig => ({
  ...presetConfig('paper-cifar10'),
  'training.epochs': 1000,
  ...changes,
});

export interface OurContestant extends Contestant {
  /** Mean seconds of the parts of the steps since the last call. */
  readonly cost: () => StepCost;
  readonly setup: Setup;
}

interface Place {
  readonly setup: Setup;
  readonly config: RunConfig;
  readonly clock: StepClock;
}

function takeStep({ setup, config, clock }: Place, step: number, views?: tf.Tensor4D): void {
  const { batchSize, stepsPerEpoch, learningRateAt, momentAt } = planOf(config, setup.trained.count);
  clock.start();
  const order = setup.order(Math.floor(step / stepsPerEpoch));
  const images = tf.slice(order, (step % stepsPerEpoch) * batchSize, batchSize);
  const batch = views ? null : setup.trained.batch(images);
  clock.lap('read');
  const shown = views ?? setup.views(batch as tf.Tensor4D, step);
  clock.lap('augment');
  trainStep(setup.parts, {
    views: shown,
    images,
    moment: momentAt(step, setup.parts.temperature),
    learningRate: learningRateAt(step),
    step,
    clock,
  });
  tf.dispose([images, ...(batch ? [batch] : []), ...(views ? [] : [shown])]);
}

/**
 * @param whole  reads and augments at every step; otherwise every step sees the same views
 */
export function ourContestant(
  name: string,
  config: RunConfig,
  { data, whole }: { readonly data: TrainingData; readonly whole: boolean },
): OurContestant {
  const setup = setUp(config, data);
  const clock = stepClock(now);
  const place: Place = { setup, config, clock };
  const count = config['training.batchSize'] * (config['negatives.source'] === 'memory-bank' ? 1 : 2);
  const views = whole ? undefined : tf.randomUniform<tf.Rank.R4>([count, data.side, data.side, 3]);
  let step = 0;
  let counted = 0;
  return {
    name,
    setup,
    run: (steps) => {
      const begun = now();
      for (let i = 0; i < steps; i++) takeStep(place, step++, views);
      counted += steps;
      return Promise.resolve(now() - begun);
    },
    cost: () => {
      const cost = clock.take(counted);
      counted = 0;
      return cost;
    },
    close: () => {
      setup.dispose();
      views?.dispose();
    },
  };
}
