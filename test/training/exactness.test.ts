import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd, type Trained } from '../helpers/train-to-end';

useTensorFlow();

const data = tinyData();

const base: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 3,
  'negatives.hardest': 5,
  'evaluation.linearEpochs': 2,
};

const kinds = {
  'AdamW with negatives from the batch': {},
  'SGD with a memory bank': { 'optimizer.kind': 'sgd', 'negatives.source': 'memory-bank' },
  'hard negatives': { 'loss.kind': 'hard-contrastive' },
  // The queue is filled one and a half times an epoch, so it goes around its end in the middle of a batch.
  'a momentum queue': {
    'negatives.source': 'momentum-queue',
    'negatives.queueSize': 40,
    'negatives.encoderMomentum': 0.9,
  },
  'a learned temperature': { 'loss.temperatureSchedule': 'learned' },
  'averaged weights': { 'optimizer.averageDecay': 0.9 },
  LARS: { 'optimizer.kind': 'lars', 'optimizer.learningRate': 1 },
  'accumulation of parts': { 'training.accumulation': 4 },
  'a queue, a learned temperature, averages, LARS and parts at once, measured every second epoch': {
    'negatives.source': 'momentum-queue',
    'negatives.queueSize': 40,
    'loss.temperatureSchedule': 'learned',
    'optimizer.averageDecay': 0.9,
    'optimizer.kind': 'lars',
    'optimizer.learningRate': 1,
    'training.accumulation': 2,
    'training.measureEvery': 2,
  },
} as const satisfies Record<string, Partial<RunConfig>>;

describe.each(Object.entries(kinds))('a run with %s', (_name, part) => {
  const config: RunConfig = { ...base, ...part };
  let whole: Trained;
  beforeAll(async () => {
    whole = await trainToEnd(config, data);
  });

  it('is the same twice', async () => {
    const again = await trainToEnd(config, data);
    const timeless = whole.points.filter((point) => point.metric !== 'imagesPerSecond');
    expect(again.points.filter((point) => point.metric !== 'imagesPerSecond')).toEqual(timeless);
    expect(again.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
  });

  it('differs with the seed', async () => {
    const other = await trainToEnd({ ...config, 'training.seed': 2 }, data);
    expect(other.snapshots.at(-1)).not.toEqual(whole.snapshots.at(-1));
  });

  // 4 steps an epoch: in the middle of one, at the end of one, and after the first step.
  it.each([1, 4, 6])(
    'stopped after step %s and resumed equals the undisturbed one bit for bit',
    async (pauseAtStep) => {
      const before = await trainToEnd(config, data, { pauseAtStep });
      const resumeFrom = before.snapshots.at(-1);
      expect(resumeFrom?.step).toBe(pauseAtStep);
      const after = await trainToEnd(config, data, resumeFrom ? { resumeFrom } : {});
      expect(after.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
      const losses = [...before.points, ...after.points].filter((point) => point.metric === 'loss');
      expect(losses).toEqual(whole.points.filter((point) => point.metric === 'loss'));
      expect({ ...after.metrics, imagesPerSecond: 0 }).toEqual({ ...whole.metrics, imagesPerSecond: 0 });
    },
  );
});

it('a run that was stopped after its last step still measures what it ends with', async () => {
  const whole = await trainToEnd(base, data);
  const last = whole.snapshots.at(-1);
  const again = await trainToEnd(base, data, last ? { resumeFrom: last } : {});
  expect(again.metrics.linearAccuracy).toBe(whole.metrics.linearAccuracy);
  expect(again.metrics.uniformity).toBe(whole.metrics.uniformity);
});

it('fewer images than the dataset has are its first ones', async () => {
  const limited = await trainToEnd({ ...base, 'dataset.limit': 40 }, data);
  const cut = await trainToEnd(base, tinyData(40));
  expect(limited.snapshots.at(-1)).toEqual(cut.snapshots.at(-1));
});

it('a loss that is not finite stops the run and says at which step', async () => {
  const config: RunConfig = {
    ...base,
    'optimizer.kind': 'sgd',
    'optimizer.learningRate': 1000,
    'optimizer.warmup': 0,
  };
  const exploding: RunConfig = {
    ...config,
    'optimizer.weightDecay': 10,
    'training.epochs': 50,
    'optimizer.schedule': 'constant',
  };
  await expect(trainToEnd(exploding, data)).rejects.toMatchObject({
    code: 'run.non-finite',
    details: { step: expect.any(Number) as number },
  });
});
