import { expect, it } from 'vitest';
import { train } from '../../src-main/training/train';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';

useTensorFlow();

const base: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 4,
  'negatives.hardest': 5,
  'evaluation.linearEpochs': 2,
};

const parts: readonly (readonly [string, Partial<RunConfig>])[] = [
  ['batch, AdamW', {}],
  [
    'memory bank, SGD, hard',
    { 'negatives.source': 'memory-bank', 'optimizer.kind': 'sgd', 'loss.kind': 'hard-contrastive' },
  ],
  ['batch, hard simple', { 'loss.kind': 'hard-simple' }],
];

it.each(parts)(
  'the count of tensors is the same after every epoch, and nothing is left at the end: %s',
  async (_name, part) => {
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    const job = {
      config: { ...base, ...part },
      data: tinyData(),
      resumeFrom: null,
      wanted: () => 'go-on' as const,
      now: () => 0,
    };
    for await (const event of train(job)) if (event.kind === 'measured') counts.push(tf.memory().numTensors);
    expect(counts).toHaveLength(4);
    expect(new Set(counts).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  },
);
