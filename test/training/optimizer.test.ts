import { expect, it } from 'vitest';
import { adamw } from '../../src-main/training/optimizer/adamw';
import { learningRateAt } from '../../src-main/training/optimizer/schedule';
import { sgd } from '../../src-main/training/optimizer/sgd';
import { tf } from '../../src-main/training/tf';
import { defaultConfig } from '../../src-shared/config/fields';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

const variables = (): Record<'a' | 'b', tf.Variable> => ({
  a: tf.variable(tf.tensor2d([[1, -2], [0.5, 3]])), // prettier-ignore
  b: tf.variable(tf.tensor1d([4])),
});
const gradients = { a: [0.1, 0.2, -0.3, 0.4], b: [0.5] };
const asTensors = (): Record<string, tf.Tensor> => ({
  a: tf.tensor2d(gradients.a, [2, 2]),
  b: tf.tensor1d(gradients.b),
});

it('SGD: two steps by hand, with decay of one variable only', () => {
  const own = variables();
  const optimizer = sgd(own, 0.9, { weightDecay: 0.1, decays: (name) => name === 'a' });
  [0, 1].forEach((step) => optimizer.apply({ gradients: asTensors(), learningRate: 0.5, step }));
  // a[0]: g = 0.1 + 0.1·1 = 0.2, v = 0.2, w = 0.9; g = 0.1 + 0.09 = 0.19, v = 0.18 + 0.19 = 0.37, w = 0.715.
  expect(own.a.dataSync()[0]).toBeCloseTo(0.715, 6);
  // b: v = 0.5, w = 3.75; v = 0.95, w = 3.275.
  expect(own.b.dataSync()[0]).toBeCloseTo(3.275, 6);
});

it('AdamW: follows its formula in float64, with decay of one variable only', () => {
  const own = variables();
  const settings = { beta1: 0.9, beta2: 0.99, weightDecay: 0.1, decays: (name: string) => name === 'a' };
  const optimizer = adamw(own, settings);
  const start = [1, -2, 0.5, 3, 4];
  const slope = [...gradients.a, ...gradients.b];
  let [w, m, v] = [start, start.map(() => 0), start.map(() => 0)];
  for (let step = 0; step < 3; step++) {
    optimizer.apply({ gradients: asTensors(), learningRate: 0.01, step });
    m = m.map((value, i) => 0.9 * value + 0.1 * (slope[i] ?? 0));
    v = v.map((value, i) => 0.99 * value + 0.01 * (slope[i] ?? 0) ** 2);
    w = w.map((value, i) => {
      const mean = (m[i] ?? 0) / (1 - 0.9 ** (step + 1));
      const root = Math.sqrt((v[i] ?? 0) / (1 - 0.99 ** (step + 1)));
      return value - 0.01 * (mean / (root + 1e-8) + (i < 4 ? 0.1 * value : 0));
    });
  }
  expectClose([...own.a.dataSync(), ...own.b.dataSync()], w, 1e-6);
});

it('leaves no tensors behind', () => {
  const before = tf.memory().numTensors;
  const own = variables();
  const given = asTensors();
  for (const optimizer of [sgd(own, 0.9, { weightDecay: 0.1, decays: () => true })]) {
    optimizer.apply({ gradients: given, learningRate: 0.1, step: 0 });
    optimizer.dispose();
  }
  tf.dispose([...Object.values(own), ...Object.values(given)]);
  // The two constants that `variables` was made from.
  expect(tf.memory().numTensors - before).toBe(2);
});

it('the schedule warms up linearly, then falls as half a cosine or by steps', () => {
  const horizon = { totalSteps: 100, stepsPerEpoch: 10 };
  const cosine = { ...defaultConfig, 'optimizer.learningRate': 2, 'optimizer.warmup': 0.1 };
  expect(learningRateAt(0, horizon, cosine)).toBeCloseTo(0.2, 9);
  expect(learningRateAt(50, horizon, cosine)).toBeCloseTo(1, 9);
  expect(learningRateAt(99, horizon, cosine)).toBeCloseTo(1 + Math.cos(0.99 * Math.PI), 9);
  const steps = {
    ...cosine,
    'optimizer.schedule': 'step',
    'optimizer.warmup': 0,
    'optimizer.stepEpochs': [4, 8],
  } as const;
  expect([39, 40, 79, 80].map((step) => learningRateAt(step, horizon, steps))).toEqual([
    2,
    0.2,
    0.2,
    2 * 0.1 ** 2,
  ]);
  expect(learningRateAt(99, horizon, { ...steps, 'optimizer.schedule': 'constant' })).toBe(2);
});
