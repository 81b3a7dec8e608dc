import { tf } from '../tf';
import { flatOptimizer } from './flat-optimizer';
import type { CommonSettings, Optimizer, Variables } from './optimizer';

export interface SgdSettings extends CommonSettings {
  /** In [0, 1). */
  readonly momentum: number;
  /** True where the step looks ahead by one step of momentum. */
  readonly nesterov: boolean;
}

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it.
 *
 *   g ← g + weightDecay · w,   v ← momentum · v + g
 *   w ← w - learningRate · v,   with Nesterov:  w ← w - learningRate · (g + momentum · v)
 *
 * Sutskever et al. 2013, section 2, in the form of PyTorch's documentation, where the learning rate multiplies last.
 */
export function sgd(variables: Variables, settings: SgdSettings): Optimizer {
  const { momentum, nesterov, weightDecay, decays } = settings;
  return flatOptimizer(variables, settings, (flat) => {
    const velocity = flat.zeros();
    const decaying = flat.mask(decays);
    return {
      state: { velocity },
      constants: [decaying],
      moved: ({ weights, gradient, learningRate }) => {
        const decayed = tf.add(gradient, tf.mul(weights, tf.mul(decaying, weightDecay)));
        velocity.assign(tf.add(tf.mul(velocity, momentum), decayed));
        const direction = nesterov ? tf.add(decayed, tf.mul(velocity, momentum)) : velocity;
        return tf.sub(weights, tf.mul(direction, learningRate));
      },
    };
  });
}
