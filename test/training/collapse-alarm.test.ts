import { expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd } from '../helpers/train-to-end';

useTensorFlow();

const data = tinyData();

const base: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 6,
  'negatives.hardest': 5,
  'evaluation.linearEpochs': 2,
};

it('a run that pulls views together and pushes nothing apart collapses, which is told once', async () => {
  const run = await trainToEnd(
    {
      ...base,
      'loss.kind': 'align-uniform',
      'loss.uniformityWeight': 0,
      'optimizer.learningRate': 0.02,
      'training.epochs': 20,
    },
    data,
  );
  expect(run.warnings).toEqual([expect.stringMatching(/collapsed to almost one (point|line)/)]);
});

it('a run that pushes negatives gives no alarm', async () => {
  const run = await trainToEnd(base, data);
  expect(run.warnings).toEqual([]);
});
