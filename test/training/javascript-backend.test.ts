import { beforeAll, expect, it } from 'vitest';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd } from '../helpers/train-to-end';

beforeAll(() => loadTensorFlow(null));

const config: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 8,
  'training.epochs': 1,
  'evaluation.linearEpochs': 2,
  'evaluation.knnNeighbours': 5,
};

it.each([
  ['negatives from the batch', {}],
  [
    'hard negatives from a memory bank',
    {
      'negatives.source': 'memory-bank',
      'loss.kind': 'hard-contrastive',
      'negatives.hardest': 3,
      'optimizer.kind': 'sgd',
    },
  ],
] as const)('a machine without TensorFlow trains all the same, twice alike: %s', async (_name, part) => {
  expect(tf.getBackend()).toBe('cpu');
  const own: RunConfig = { ...config, ...part };
  const [first, second] = [await trainToEnd(own, tinyData(24, 12)), await trainToEnd(own, tinyData(24, 12))];
  const losses = first.points.filter((point) => point.metric === 'loss');
  expect(losses).toHaveLength(3);
  expect(losses.every((point) => Number.isFinite(point.value))).toBe(true);
  expect(first.metrics.linearAccuracy).toBeGreaterThanOrEqual(0);
  expect(second.snapshots.at(-1)).toEqual(first.snapshots.at(-1));
});
