import { expect, it } from 'vitest';
import { trackProgress } from '../../src-main/trainer/progress';

const plan = { totalSteps: 100, stepsPerEpoch: 10, batchSize: 32 };

/** Seconds left where a step takes 1 s and a measure 1000 s. */
function secondsLeft(measureEvery: number, step: number): number | null {
  const progress = trackProgress({ ...plan, measureEvery }, 0);
  progress.stepTaken(step, 1);
  progress.measured(1000);
  return progress.at('training').secondsLeft;
}

it.each([
  ['one an epoch', 1, 35, 65 + 7 * 1000],
  ['one every fourth epoch and after the last', 4, 35, 65 + 3 * 1000],
  ['those that are not done at the end of a measured epoch', 4, 80, 20 + 1000],
  ['the one after the last step', 5, 99, 1 + 1000],
  ['only the last', 1000, 1, 99 + 1000],
  ['none after the last step', 4, 100, 0],
])('the time left counts the measures to come: %s', (_name, measureEvery, step, seconds) => {
  expect(secondsLeft(measureEvery, step)).toBe(seconds);
});

it('tells images a second, and no time before the first step', () => {
  const progress = trackProgress({ ...plan, measureEvery: 1 }, 0);
  expect(progress.at('training')).toMatchObject({ imagesPerSecond: null, secondsLeft: null, epoch: 0 });
  progress.stepTaken(1, 0.5);
  expect(progress.at('training')).toMatchObject({ imagesPerSecond: 64, totalEpochs: 10 });
});
