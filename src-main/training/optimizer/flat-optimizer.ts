/** What all optimisers share: gradients joined once, measured, clipped; the new weights put back. */

import { tf } from '../tf';
import { clipped, lengthOf } from './clip';
import { flatParameters, type FlatParameters } from './flat';
import type { CommonSettings, Optimizer, Update, Variables } from './optimizer';

export interface VectorUpdate extends Pick<Update, 'learningRate' | 'step'> {
  /** f32[P]: all parameters. */
  readonly weights: tf.Tensor1D;
  /** f32[P]: clipped, without any decay. */
  readonly gradient: tf.Tensor1D;
}

/** How an optimiser moves a vector of weights. */
export interface Rule {
  /** To save and to restore. */
  readonly state: Variables;
  /** To free at the end, besides the state. */
  readonly constants: readonly tf.Tensor[];
  /** f32[P]: the new weights. Runs in a tidy. */
  readonly moved: (update: VectorUpdate) => tf.Tensor1D;
}

export function flatOptimizer(
  variables: Variables,
  { clipNorm = 0 }: Pick<CommonSettings, 'clipNorm'>,
  ruleOf: (flat: FlatParameters) => Rule,
): Optimizer {
  const flat = flatParameters(variables);
  const rule = ruleOf(flat);
  return {
    state: rule.state,
    apply: ({ gradients, learningRate, step }) =>
      tf.tidy(() => {
        const joined = flat.join(gradients);
        const length = lengthOf(joined);
        const gradient = clipNorm > 0 ? clipped(joined, length, clipNorm) : joined;
        flat.assign(rule.moved({ weights: flat.join(variables), gradient, learningRate, step }));
        // Read last: on a graphics card reading waits for the device.
        return length.dataSync()[0] ?? Number.NaN;
      }),
    dispose: () => tf.dispose([...Object.values(rule.state), ...rule.constants]),
  };
}
