import { expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import type { MetricName } from '../../src-shared/metric';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd, type Trained } from '../helpers/train-to-end';

useTensorFlow();

const data = tinyData();

// 4 steps an epoch.
const often: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 5,
  'negatives.source': 'memory-bank',
  'negatives.hardest': 5,
  'evaluation.linearEpochs': 2,
};

const stepsOf = (run: Trained, metric: MetricName): readonly number[] =>
  run.points.filter((point) => point.metric === metric).map(({ step }) => step);

it('how often a run is measured does not change its weights', async () => {
  const measured = await trainToEnd(often, data);
  const unmeasured = await trainToEnd({ ...often, 'training.measureEvery': 100 }, data);
  expect(stepsOf(measured, 'uniformity')).toEqual([4, 8, 12, 16, 20]);
  expect(stepsOf(unmeasured, 'uniformity')).toEqual([20]);
  expect(unmeasured.snapshots.at(-1)?.tensors).toEqual(measured.snapshots.at(-1)?.tensors);
  expect({ ...unmeasured.metrics, imagesPerSecond: 0 }).toEqual({ ...measured.metrics, imagesPerSecond: 0 });
});

it('the best checkpoint is one of the measured epochs, the last among them', async () => {
  const run = await trainToEnd({ ...often, 'training.measureEvery': 2 }, data);
  const measured = [8, 16, 20];
  expect(stepsOf(run, 'knnAccuracy')).toEqual(measured);
  const costs = run.details.filter(({ kind }) => kind === 'stepCost');
  expect(costs.map(({ step }) => step)).toEqual(measured);

  // The first of the greatest accuracies.
  let best = -1;
  const better = run.points.filter(({ metric, value }) => {
    if (metric !== 'knnAccuracy' || value <= best) return false;
    best = value;
    return true;
  });
  const marked = run.snapshots.filter((_, i) => run.reasons[i]?.includes('best'));
  expect(marked.map(({ step }) => step)).toEqual(better.map(({ step }) => step));
  expect(run.snapshots.at(-1)?.bestKnnAccuracy).toBe(best);
});
