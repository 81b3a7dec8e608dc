import { describe, expect, it } from 'vitest';
import { chooseLoss } from '../../src-main/training/loss/choose-loss';
import { chooseTemperature } from '../../src-main/training/temperature';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const learned: RunConfig = {
  ...defaultConfig,
  'loss.temperature': 0.2,
  'loss.temperatureSchedule': 'learned',
};

const similarities = {
  positives: tf.tensor1d([0.9, 0.1, -0.3, 0.5]),
  negatives: tf.tensor2d(
    Array.from(noise([4, 6], 3, 0.4), (value, i) =>
      i % 6 === 2 ? -Infinity : Math.max(-1, Math.min(1, value)),
    ),
    [4, 6],
  ),
};

describe('a learned temperature', () => {
  it.each(['contrastive', 'hard-contrastive', 'decoupled', 'decoupled-weighted'] as const)(
    'gets the derivative of the mean loss by log(1/τ): %s',
    (kind) => {
      const loss = chooseLoss({ ...learned, 'loss.kind': kind });
      const temperature = chooseTemperature(learned);
      const at = (tau: number): number =>
        tf.tidy(
          () =>
            tf.mean(loss(similarities, { temperature: tau, hardest: 3 }).values).dataSync()[0] ?? Number.NaN,
        );
      const forces = loss(similarities, { temperature: 0.2, hardest: 3 });
      const gradient = temperature.gradient(similarities, forces)?.dataSync()[0];
      const size = 1e-2;
      const difference = (at(0.2 * Math.exp(-size)) - at(0.2 * Math.exp(size))) / (2 * size);
      expect(gradient).toBeCloseTo(difference, 3);
      temperature.dispose();
    },
  );

  it('starts where it is told to and stays within its bounds', () => {
    const temperature = chooseTemperature({
      ...learned,
      'optimizer.kind': 'sgd',
      'optimizer.momentum': 0,
    });
    expect(temperature.at(0)).toBeCloseTo(0.2, 6);
    temperature.apply({ gradient: tf.scalar(-1000), learningRate: 1, step: 0 });
    expect(temperature.at(0)).toBeCloseTo(0.01, 6);
    temperature.apply({ gradient: tf.scalar(1000), learningRate: 1, step: 1 });
    expect(temperature.at(0)).toBeCloseTo(100, 3);
    temperature.dispose();
  });
});

it('a planned temperature has nothing to train and nothing to save', () => {
  const temperature = chooseTemperature({ ...learned, 'loss.temperatureSchedule': 'linear' });
  expect(temperature.state).toEqual({});
  expect(temperature.at(0)).toBe(0.2);
  expect(temperature.at(7)).toBeCloseTo(0.1, 12);
});
