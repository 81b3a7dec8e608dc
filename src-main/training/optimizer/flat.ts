/**
 * All parameters as one vector: an optimiser is then a dozen operations a step, not a dozen for each of its many
 * small tensors, whose dispatch costs more than their arithmetic.
 */

import { tf } from '../tf';
import type { Variables } from './optimizer';

export interface FlatParameters {
  /** f32[P]: the tensors of these names one after another. */
  readonly join: (tensors: Readonly<Record<string, tf.Tensor>>) => tf.Tensor1D;
  /** The inverse: tensors by name, shaped as the variables are. */
  readonly split: (vector: tf.Tensor1D) => Record<string, tf.Tensor>;
  /** Puts a vector back into the variables. */
  readonly assign: (vector: tf.Tensor1D) => void;
  /** A vector of zeros to keep, such as velocities. */
  readonly zeros: () => tf.Variable;
  /** f32[P]: 1 for the parameters of the chosen variables, 0 for the others. */
  readonly mask: (chosen: (name: string) => boolean) => tf.Tensor1D;
}

export function flatParameters(variables: Variables): FlatParameters {
  const entries = Object.entries(variables);
  const sizes = entries.map(([, variable]) => variable.size);
  const total = sizes.reduce((sum, size) => sum + size, 0);

  const split = (vector: tf.Tensor1D): Record<string, tf.Tensor> => {
    const parts = tf.split(vector, sizes);
    return Object.fromEntries(
      entries.map(([name, variable], i) => [name, tf.reshape(parts[i] as tf.Tensor, variable.shape)]),
    );
  };

  return {
    join: (tensors) =>
      tf.concat(
        entries.map(([name]) => {
          const tensor = tensors[name];
          if (!tensor) throw new Error(`Expected a tensor named ${name}.`);
          return tf.reshape(tensor, [-1]) as tf.Tensor1D;
        }),
      ),
    split: (vector) => tf.tidy(() => split(vector)),
    assign: (vector) => {
      tf.tidy(() => {
        const parts = split(vector);
        for (const [name, variable] of entries) variable.assign(parts[name] as tf.Tensor);
      });
    },
    zeros: () => tf.tidy(() => tf.variable(tf.zeros([total]), false)),
    mask: (chosen) =>
      tf.tidy(() =>
        tf.concat(
          entries.map(([name, variable]) => tf.fill([variable.size], chosen(name) ? 1 : 0) as tf.Tensor1D),
        ),
      ),
  };
}
