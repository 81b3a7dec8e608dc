/**
 * All parameters as one vector: an optimiser is then a dozen operations a step, not a dozen for each of its many
 * small tensors, whose dispatch costs more than their arithmetic.
 */

import { tf } from '../tf';
import type { Decay, Variables } from './optimizer';

export interface FlatParameters {
  /** f32[P]: the tensors of these names one after another. */
  readonly join: (tensors: Readonly<Record<string, tf.Tensor>>) => tf.Tensor1D;
  /** Puts a vector back into the variables. */
  readonly assign: (vector: tf.Tensor1D) => void;
  /** A vector of zeros to keep, such as velocities. */
  readonly zeros: () => tf.Variable;
  /** f32[P]: 1 where a parameter decays, 0 elsewhere; kept. */
  readonly decaying: tf.Tensor1D;
}

export function flatParameters(variables: Variables, { decays }: Decay): FlatParameters {
  const entries = Object.entries(variables);
  const sizes = entries.map(([, variable]) => variable.size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const mask = entries.map(
    ([name, variable]) => tf.fill([variable.size], decays(name) ? 1 : 0) as tf.Tensor1D,
  );
  const decaying = tf.concat(mask);
  tf.dispose(mask);

  return {
    decaying,
    join: (tensors) =>
      tf.concat(
        entries.map(([name]) => {
          const tensor = tensors[name];
          if (!tensor) throw new Error(`Expected a tensor named ${name}.`);
          return tf.reshape(tensor, [-1]) as tf.Tensor1D;
        }),
      ),
    assign: (vector) => {
      const parts = tf.split(vector, sizes);
      entries.forEach(([, variable], i) =>
        variable.assign(tf.reshape(parts[i] as tf.Tensor, variable.shape)),
      );
    },
    zeros: () => tf.tidy(() => tf.variable(tf.zeros([total]), false)),
  };
}
