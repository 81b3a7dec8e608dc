import { tf } from '../tf';
import { flatOptimizer } from './flat-optimizer';
import type { CommonSettings, Optimizer, Variables } from './optimizer';

export interface AdamSettings extends CommonSettings {
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
export function adamw(variables: Variables, settings: AdamSettings): Optimizer {
  const { beta1, beta2, weightDecay, decays } = settings;
  return flatOptimizer(variables, settings, (flat) => {
    const first = flat.zeros();
    const second = flat.zeros();
    const decaying = flat.mask(decays);
    return {
      state: { first, second },
      constants: [decaying],
      moved: ({ weights, gradient, learningRate, step }) => {
        first.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
        second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
        // The corrections of both moments go into scalars: √(v/c) = √v/√c.
        const rootCorrection = Math.sqrt(1 - beta2 ** (step + 1));
        const rate = (learningRate * rootCorrection) / (1 - beta1 ** (step + 1));
        const scale = tf.add(tf.sqrt(second), epsilon * rootCorrection);
        const move = tf.div(tf.mul(first, rate), scale);
        const kept = tf.sub(weights, tf.mul(weights, tf.mul(decaying, learningRate * weightDecay)));
        return tf.sub(kept, move) as tf.Tensor1D;
      },
    };
  });
}
