import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src-main/training/evaluate-model';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import type { MetricName } from '../../src-shared/metric';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd } from '../helpers/train-to-end';

useTensorFlow();

const data = tinyData();

const base: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 3,
  'negatives.hardest': 5,
  'evaluation.linearEpochs': 3,
};

const kinds = {
  'as it is by default': {},
  'with a memory bank, the paper protocol and averaged weights': {
    'negatives.source': 'memory-bank',
    'optimizer.kind': 'sgd',
    'optimizer.averageDecay': 0.9,
    'evaluation.linearProtocol': 'paper',
  },
  'with a learned temperature and ridge': {
    'loss.temperatureSchedule': 'learned',
    'evaluation.linearProtocol': 'ridge',
  },
} as const satisfies Record<string, Partial<RunConfig>>;

describe.each(Object.entries(kinds))('a run %s', (_name, part) => {
  const config: RunConfig = { ...base, ...part };

  it('is found again as it ended when its last checkpoint is evaluated', async () => {
    const trained = await trainToEnd(config, data);
    const snapshot = trained.snapshots.at(-1);
    if (!snapshot) throw new Error('The run left no snapshot.');
    const before = tf.memory().numTensors;
    const evaluated = evaluateModel({ config, data, snapshot, onLinearEpoch: () => undefined });
    expect(tf.memory().numTensors).toBe(before);
    const measured = Object.keys(evaluated.metrics) as MetricName[];
    expect(measured).toEqual(
      expect.arrayContaining(['linearAccuracy', 'linearAccuracyBest', 'knnAccuracy', 'uniformity']),
    );
    const own = Object.fromEntries(measured.map((name) => [name, trained.metrics[name]]));
    expect(evaluated.metrics).toEqual(own);
    const steps = new Set(evaluated.details.map(({ step }) => step));
    expect(steps).toEqual(new Set([12]));
    expect(evaluated.details.map(({ kind }) => kind)).toContain('confusion');
    const last = trained.details.filter(({ kind, step }) => kind !== 'stepCost' && step === 12);
    expect(evaluated.details).toEqual(last);
  });
});

it('another protocol gives its own numbers and words, and the rest stays', async () => {
  const trained = await trainToEnd(base, data);
  const [snapshot] = trained.snapshots;
  if (!snapshot) throw new Error('The run left no snapshot.');
  const epochs: number[] = [];
  const evaluate = (part: Partial<RunConfig>): ReturnType<typeof evaluateModel> =>
    evaluateModel({
      config: { ...base, ...part },
      data,
      snapshot,
      onLinearEpoch: (done) => epochs.push(done),
    });
  const adam = evaluate({});
  expect(epochs).toEqual([1, 2, 3]);
  const paper = evaluate({ 'evaluation.linearProtocol': 'paper', 'evaluation.linearEpochs': 5 });
  expect(paper.metrics.knnAccuracy).toBe(adam.metrics.knnAccuracy);
  expect(paper.protocol.linearAccuracy).toMatchObject({ code: 'linear.paper', details: { epochs: 5 } });
  expect(adam.protocol.linearAccuracy?.code).toBe('linear.adam');
  // What is not measured of a checkpoint has no words either.
  expect(Object.keys(adam.protocol)).not.toContain('loss');
});
