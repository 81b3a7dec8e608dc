import { tf } from '../tf';
import type { Decay, Optimizer, Variables } from './optimizer';
import { named, zeroSlots } from './slots';

export interface AdamSettings extends Decay {
  /** Decay of the first and second moment, in [0, 1). */
  readonly beta1: number;
  readonly beta2: number;
}

/** PyTorch's default. */
const epsilon = 1e-8;

/**
 * Adam with decoupled weight decay.
 *
 *   m ← β₁ m + (1-β₁) g,   v ← β₂ v + (1-β₂) g²
 *   w ← w - learningRate · ( m/(1-β₁ᵗ) / (√(v/(1-β₂ᵗ)) + ε) + weightDecay · w )
 *
 * Loshchilov & Hutter 2019, arXiv:1711.05101, Algorithm 2.
 */
export function adamw(variables: Variables, { beta1, beta2, weightDecay, decays }: AdamSettings): Optimizer {
  const first = zeroSlots('first', variables);
  const second = zeroSlots('second', variables);
  return {
    state: { ...first, ...second },
    apply: ({ gradients, learningRate, step }) => {
      const correction1 = 1 - beta1 ** (step + 1);
      const correction2 = 1 - beta2 ** (step + 1);
      for (const [name, variable] of Object.entries(variables)) {
        tf.tidy(() => {
          const gradient = named(gradients, name);
          const m = named(first, `first.${name}`);
          const v = named(second, `second.${name}`);
          m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
          v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
          const scale = tf.add(tf.sqrt(tf.div(v, correction2)), epsilon);
          const move = tf.div(tf.mul(m, learningRate / correction1), scale);
          const kept = decays(name) ? tf.mul(variable, 1 - learningRate * weightDecay) : variable;
          variable.assign(tf.sub(kept, move));
        });
      }
    },
  };
}
