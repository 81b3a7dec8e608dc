/**
 * Randomness as a function of the seed, of what it is for and of when: no generator carries state, so a resumed
 * run draws what the undisturbed one would have drawn.
 */

import { kernels, tf } from './tf';

/** What a random number is for. Numbers are part of a run's identity and never change their meaning. */
const purposes = {
  order: 1,
  weights: 2,
  bank: 3,
  augment: 4,
  probe: 5,
  augmentMore: 6,
  probeWeights: 7,
  queue: 8,
  measureViews: 9,
  measureMore: 10,
  probeFlips: 11,
  measureImages: 12,
} as const;

export type Purpose = keyof typeof purposes;

/** One draw: the run's seed, the purpose, and a counter such as the step. */
export interface Draw {
  readonly seed: number;
  readonly purpose: Purpose;
  readonly counter: number;
}

/** More draws than any run makes, so that purposes and their counters never meet. */
const stride = 1 << 27;

/** Uniform numbers in [0, 1). */
export const uniform = (shape: readonly number[], { seed, purpose, counter }: Draw): tf.Tensor =>
  kernels().uniform(shape, [seed, purposes[purpose] * stride + counter]);

/** A random order of 0 … count - 1 as i32[count], sorted on the device. */
export const shuffled = (count: number, draw: Draw): tf.Tensor1D =>
  tf.tidy(() => tf.topk(uniform([count], draw), count).indices as tf.Tensor1D);
