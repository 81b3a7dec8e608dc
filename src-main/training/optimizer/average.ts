/** A moving average of weights, which is often better than the weights themselves. */

import { tf } from '../tf';
import { flatParameters } from './flat';
import type { Variables } from './optimizer';

export interface WeightAverage {
  /** State to save and to restore. */
  readonly state: Variables;
  /** Once after each update of the weights. @param step  updates made before that one */
  readonly update: (step: number) => void;
  /** The averages, named and shaped as the variables are; caller disposes. */
  readonly weights: () => Record<string, tf.Tensor>;
  /** Frees the state too. */
  readonly dispose: () => void;
}

/**
 * Starts at the weights as they are now, then after each update
 *
 *   a ← d a + (1 - d) w,   d = min(decay, (1 + step)/(10 + step))
 *
 * Polyak & Juditsky 1992 with weights that fade, as in TensorFlow's `ExponentialMovingAverage` with `num_updates`:
 * the smaller decay at the beginning lets go of the random initial weights sooner.
 *
 * @param variables  weights, or weights and running statistics
 * @param decay  in [0, 1)
 */
export function weightAverage(variables: Variables, decay: number): WeightAverage {
  const flat = flatParameters(variables);
  const average = tf.tidy(() => tf.variable(flat.join(variables), false)) as tf.Variable<tf.Rank.R1>;
  return {
    state: { average },
    update: (step) => {
      const kept = Math.min(decay, (1 + step) / (10 + step));
      tf.tidy(() => average.assign(tf.add(tf.mul(average, kept), tf.mul(flat.join(variables), 1 - kept))));
    },
    weights: () => flat.split(average),
    dispose: () => average.dispose(),
  };
}
