import { describe, expect, it } from 'vitest';
import { lossKinds } from '../../src-main/training/loss/choose-loss';
import { chanceLoss } from '../../src-shared/chance';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { termsOf } from '../helpers/loss-numbers';

useTensorFlow();

/** All similarities alike, for three anchors. */
const alike = (negatives: number): Parameters<typeof termsOf>[2] => ({
  positives: [0.25, 0.25, 0.25],
  negatives: [0, 1, 2].map(() => Array<number>(negatives).fill(0.25)),
});

const images = 11;

describe.each([
  ['batch', { 'negatives.source': 'batch', 'training.batchSize': 6 }, 10],
  ['memory bank', { 'negatives.source': 'memory-bank' }, 10],
  ['momentum queue', { 'negatives.source': 'momentum-queue', 'negatives.queueSize': 20 }, 20],
] as const)('with negatives of a %s', (_name, source, negatives) => {
  it.each(lossKinds)('%s starts where all similarities are alike', (kind) => {
    const config: RunConfig = { ...defaultConfig, ...source, 'loss.kind': kind, 'negatives.hardest': 4 };
    const kept = kind === 'hard-contrastive' ? 4 : negatives;
    const { values } = termsOf(config, { temperature: 0.2, hardest: negatives }, alike(kept));
    const chance = chanceLoss(config, images);
    const isLogarithm = !['simple', 'hard-simple', 'triplet-limit', 'align-uniform'].includes(kind);
    expect(chance !== null).toBe(isLogarithm);
    if (chance !== null) expect(values[0]).toBeCloseTo(chance, 5);
  });
});

it('is log N for the memory bank of N entries, and follows k while it is warmed up', () => {
  const bank = { ...defaultConfig, 'negatives.source': 'memory-bank' } as const;
  expect(chanceLoss(bank, 50_000)).toBeCloseTo(Math.log(50_000), 12);
  const hard = { ...bank, 'loss.kind': 'hard-contrastive', 'negatives.hardestWarmup': 0.5 } as const;
  const at = (progress: number): number | null => chanceLoss(hard, 50_000, progress);
  expect(at(0)).toBeCloseTo(Math.log(50_000), 12);
  expect(at(0.5)).toBeCloseTo(Math.log(4096), 12);
});
