import { tf } from '../tf';
import { flatOptimizer } from './flat-optimizer';
import type { CommonSettings, Optimizer, Variables } from './optimizer';

export interface LarsSettings extends CommonSettings {
  /** In [0, 1). */
  readonly momentum: number;
  /** Share of the length of its weights by which a layer moves at learning rate 1, above 0. */
  readonly trust: number;
  /** Which variables have a learning rate of their own. */
  readonly adapts: (name: string) => boolean;
}

/** f32[]: trust · ‖w‖ / ‖g‖, and 1 where either is 0: new weights of zeros must be able to leave zero. */
function localRate(weights: tf.Tensor, gradient: tf.Tensor, trust: number): tf.Tensor {
  const [w, g] = [weights, gradient].map((tensor) => tf.sqrt(tf.sum(tf.square(tensor)))) as [
    tf.Scalar,
    tf.Scalar,
  ];
  const moves = tf.logicalAnd(tf.greater(w, 0), tf.greater(g, 0));
  return tf.where(moves, tf.mul(tf.div(w, g), trust), tf.onesLike(w));
}

/**
 * SGD with momentum and a learning rate for each layer, for large batches.
 *
 *   g ← g + weightDecay · w,   λ = trust · ‖w‖ / ‖g‖ of each layer
 *   v ← momentum · v + learningRate · λ · g,   w ← w - v
 *
 * You, Gitman & Ginsburg 2017, arXiv:1708.03888, Eq 6 and Algorithm 1, as SimCLR has it (Chen et al. 2020,
 * arXiv:2002.05709): λ divides by the length of the decayed gradient, not by ‖g‖ + weightDecay · ‖w‖.
 */
export function lars(variables: Variables, settings: LarsSettings): Optimizer {
  const { momentum, trust, weightDecay, decays, adapts } = settings;
  return flatOptimizer(variables, settings, (flat) => {
    const velocity = flat.zeros();
    const decaying = flat.mask(decays);

    /** A sum for each layer is exact to float32 and the same each time, which a segment sum on a card is not. */
    const adapted = (vector: tf.Tensor1D): tf.Tensor1D => {
      const layers = Object.entries(flat.split(vector)).map(([name, gradient]) => {
        const weights = variables[name];
        const scaled =
          weights && adapts(name) ? tf.mul(gradient, localRate(weights, gradient, trust)) : gradient;
        return [name, scaled] as const;
      });
      return flat.join(Object.fromEntries(layers));
    };

    return {
      state: { velocity },
      constants: [decaying],
      moved: ({ weights, gradient, learningRate }) => {
        const decayed = tf.add(gradient, tf.mul(weights, tf.mul(decaying, weightDecay))) as tf.Tensor1D;
        velocity.assign(tf.add(tf.mul(velocity, momentum), tf.mul(adapted(decayed), learningRate)));
        return tf.sub(weights, velocity);
      },
    };
  });
}
