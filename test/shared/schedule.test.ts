import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { hardestAt, temperatureAt } from '../../src-shared/config/schedule';

const config = (changes: Partial<RunConfig>): RunConfig => ({
  ...defaultConfig,
  'training.epochs': 100,
  'loss.temperature': 1,
  'loss.temperatureEnd': 0.1,
  ...changes,
});
const at = (epoch: number, changes: Partial<RunConfig>): number => temperatureAt(epoch, config(changes));

describe('the temperature of an epoch', () => {
  it('swings as a cosine between its two values', () => {
    const cosine = { 'loss.temperatureSchedule': 'cosine', 'loss.temperaturePeriod': 20 } as const;
    expect(at(0, cosine)).toBe(1);
    expect(at(10, cosine)).toBeCloseTo(0.55, 12);
    expect(at(20, cosine)).toBeCloseTo(0.1, 12);
    expect(at(40, cosine)).toBeCloseTo(1, 12);
  });

  it('goes to its end value over the whole run where no period is given', () => {
    const linear = { 'loss.temperatureSchedule': 'linear' } as const;
    expect(at(50, linear)).toBeCloseTo(0.55, 12);
    expect(at(100, linear)).toBeCloseTo(0.1, 12);
    expect(at(90, { ...linear, 'loss.temperaturePeriod': 45 })).toBeCloseTo(0.1, 12);
  });

  it('is multiplied after each of its epochs', () => {
    const step = {
      'loss.temperatureSchedule': 'step',
      'loss.temperatureStepEpochs': [30, 60],
      'loss.temperatureStepFactor': 0.5,
    } as const;
    expect([29.9, 30, 60].map((epoch) => at(epoch, step))).toEqual([1, 0.5, 0.25]);
  });
});

it('k falls from all negatives to its value over the warm-up, evenly in its logarithm', () => {
  const hard = { k: 10, available: 1000 };
  const warmup = { 'negatives.hardestWarmup': 0.5 };
  expect([0, 0.25, 0.5, 0.9].map((progress) => hardestAt(progress, warmup, hard))).toEqual([
    1000, 100, 10, 10,
  ]);
  expect(hardestAt(0, { 'negatives.hardestWarmup': 0 }, hard)).toBe(10);
});
