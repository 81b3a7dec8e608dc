import { expect, it } from 'vitest';
import { learningRateAt } from '../../src-main/training/optimizer/schedule';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';

const horizon = { totalSteps: 100, stepsPerEpoch: 10 };
const rates = (steps: readonly number[], part: Partial<RunConfig>): number[] =>
  steps.map((step) =>
    learningRateAt(step, horizon, { ...defaultConfig, 'optimizer.learningRate': 2, ...part }),
  );

it('warms up linearly, then falls as half a cosine', () => {
  const cosine = { 'optimizer.warmup': 0.1, 'optimizer.schedule': 'cosine' } as const;
  const expected = [1, 5, 10, 10, 10].map((warm, i) => {
    const step = [0, 4, 9, 50, 99][i] ?? 0;
    return (warm / 10) * (1 + Math.cos((Math.PI * step) / 100));
  });
  rates([0, 4, 9, 50, 99], cosine).forEach((rate, i) => expect(rate).toBeCloseTo(expected[i] ?? 0, 12));
});

it('is multiplied by the factor once an epoch of the list is complete, warm-up or not', () => {
  const steps = {
    'optimizer.schedule': 'step',
    'optimizer.stepEpochs': [4, 8],
    'optimizer.warmup': 0,
  } as const;
  expect(rates([39, 40, 79, 80], steps)).toEqual([2, 0.2, 0.2, 2 * 0.1 ** 2]);
  const warm = rates([0, 49, 60], { ...steps, 'optimizer.warmup': 0.5 });
  [2 / 50, 0.2, 0.2].forEach((rate, i) => expect(warm[i]).toBeCloseTo(rate, 12));
});

it('never falls where it is constant', () => {
  expect(rates([0, 99], { 'optimizer.schedule': 'constant', 'optimizer.warmup': 0 })).toEqual([2, 2]);
});
