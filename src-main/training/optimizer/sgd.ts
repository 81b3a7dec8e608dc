import { tf } from '../tf';
import type { Decay, Optimizer, Variables } from './optimizer';
import { named, zeroSlots } from './slots';

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it.
 *
 *   g ← g + weightDecay · w,   v ← momentum · v + g,   w ← w - learningRate · v
 *
 * Sutskever et al. 2013, section 2, in the form of PyTorch's documentation, where the learning rate multiplies last.
 *
 * @param momentum  in [0, 1)
 */
export function sgd(variables: Variables, momentum: number, { weightDecay, decays }: Decay): Optimizer {
  const velocities = zeroSlots('velocity', variables);
  return {
    state: velocities,
    apply: ({ gradients, learningRate }) => {
      for (const [name, variable] of Object.entries(variables)) {
        tf.tidy(() => {
          const gradient = named(gradients, name);
          const decayed = decays(name) ? tf.add(gradient, tf.mul(variable, weightDecay)) : gradient;
          const velocity = named(velocities, `velocity.${name}`);
          velocity.assign(tf.add(tf.mul(velocity, momentum), decayed));
          variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
        });
      }
    },
  };
}
