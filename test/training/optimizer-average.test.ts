import { expect, it } from 'vitest';
import { weightAverage } from '../../src-main/training/optimizer/average';
import { tf } from '../../src-main/training/tf';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

const variables = (): Record<'a' | 'b', tf.Variable> =>
  tf.tidy(() => ({
    a: tf.variable(tf.tensor2d([[1, -2], [0.5, 3]])), // prettier-ignore
    b: tf.variable(tf.tensor1d([4])),
  }));

it('follows the weights, more closely in its first steps', () => {
  const own = variables();
  const average = weightAverage(own, 0.2);
  const after = (b: number, step: number): number => {
    tf.tidy(() => own.b.assign(tf.tensor1d([b])));
    average.update(step);
    return average.weights()['b']?.dataSync()[0] ?? Number.NaN;
  };
  expect(average.weights()['b']?.dataSync()[0]).toBe(4);
  // Of the old value stays 1/10, then 2/11, then 0.2, for 3/12 is more.
  expect(after(14, 0)).toBeCloseTo(0.4 + 12.6, 5);
  expect(after(2, 1)).toBeCloseTo((2 * 13 + 9 * 2) / 11, 5);
  expect(after(0, 2)).toBeCloseTo(0.2 * 4, 5);
  expectClose(average.weights()['a']?.dataSync() ?? [], [1, -2, 0.5, 3], 1e-6);
  expect(average.weights()['a']?.shape).toEqual([2, 2]);
});

it('goes on from its state, and leaves no tensors behind', () => {
  const before = tf.memory().numTensors;
  const own = variables();
  const [first, second] = [weightAverage(own, 0.99), weightAverage(own, 0.99)];
  tf.tidy(() => own.b.assign(tf.tensor1d([5])));
  first.update(0);
  const [kept, restored] = [first.state['average'], second.state['average']];
  if (kept) restored?.assign(kept);
  [first, second].forEach((average) => average.update(1));
  const weights = [first.weights(), second.weights()];
  expect(weights[1]?.['b']?.dataSync()).toEqual(weights[0]?.['b']?.dataSync());
  tf.dispose([weights, own]);
  first.dispose();
  second.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
