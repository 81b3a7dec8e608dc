import { tf } from '../tf';
import { flatParameters } from './flat';
import type { Decay, Optimizer, Variables } from './optimizer';

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it.
 *
 *   g ← g + weightDecay · w,   v ← momentum · v + g,   w ← w - learningRate · v
 *
 * Sutskever et al. 2013, section 2, in the form of PyTorch's documentation, where the learning rate multiplies last.
 *
 * @param momentum  in [0, 1)
 */
export function sgd(variables: Variables, momentum: number, decay: Decay): Optimizer {
  const flat = flatParameters(variables, decay);
  const velocity = flat.zeros();
  return {
    state: { velocity },
    apply: ({ gradients, learningRate }) =>
      tf.tidy(() => {
        const weights = flat.join(variables);
        const decayed = tf.mul(weights, tf.mul(flat.decaying, decay.weightDecay));
        velocity.assign(tf.add(tf.mul(velocity, momentum), tf.add(flat.join(gradients), decayed)));
        flat.assign(tf.sub(weights, tf.mul(velocity, learningRate)));
      }),
    dispose: () => tf.dispose([velocity, flat.decaying]),
  };
}
