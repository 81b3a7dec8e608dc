/** The temperature of each step: planned by a schedule, or trained along with the encoder. */

import type { RunConfig } from '#shared/config/fields';
import { isRelevant } from '#shared/config/fields';
import { temperatureAt } from '#shared/config/schedule';
import { chooseOptimizer } from './optimizer/choose-optimizer';
import { tf } from './tf';

interface Similarities {
  readonly positives: tf.Tensor1D;
  readonly negatives: tf.Tensor2D;
}
interface Forces {
  readonly pull: tf.Tensor1D;
  readonly push: tf.Tensor1D;
  readonly penalties: tf.Tensor2D;
}

export interface Temperature {
  /** τ > 0 after so many epochs, fractions included. */
  readonly at: (epoch: number) => number;
  /** Where it is learned: ∂(mean loss)/∂log(1/τ), to be disposed; null otherwise. */
  readonly gradient: (similarities: Similarities, forces: Forces) => tf.Scalar | null;
  readonly apply: (update: { gradient: tf.Scalar; learningRate: number; step: number }) => void;
  /** State to save and to restore, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  readonly dispose: () => void;
}

const planned = (config: RunConfig): Temperature => ({
  at: (epoch) => temperatureAt(epoch, config),
  gradient: () => null,
  apply: () => undefined,
  state: {},
  dispose: () => undefined,
});

/** CLIP clamps its scale at 100; the other end keeps a learning rate that is far too large from leaving all numbers. */
const bounds = { least: 0.01, greatest: 100 } as const;

/**
 * ∂L/∂θ for τ = exp(-θ). The loss is a function of s/τ alone, so its derivative by θ is Σ ∂L/∂s · s.
 * Excluded columns hold -∞ and have no penalty.
 */
function scaleGradient({ positives, negatives }: Similarities, { pull, push, penalties }: Forces): tf.Scalar {
  return tf.tidy(() => {
    const finite = tf.where(tf.greater(negatives, -Infinity), negatives, tf.zerosLike(negatives));
    const pushed = tf.mul(push, tf.sum(tf.mul(penalties, finite), 1));
    return tf.mean(tf.sub(pushed, tf.mul(pull, positives)));
  });
}

/** θ = log(1/τ) is trained by the optimiser of the run, without decay. Radford et al. 2021, arXiv:2103.00020, section 2.5. */
function learned(config: RunConfig): Temperature {
  const scale = tf.tidy(() => tf.variable(tf.scalar(-Math.log(config['loss.temperature']))));
  const undecayed = {
    ...config,
    'optimizer.weightDecay': 0,
    'optimizer.decayAll': false,
    'optimizer.clipNorm': 0,
  };
  const optimizer = chooseOptimizer(undecayed, { scale }, () => false);
  const ofOptimizer = Object.entries(optimizer.state).map(([name, variable]) => [
    `temperature.${name}`,
    variable,
  ]);
  return {
    at: () => Math.exp(-(scale.dataSync()[0] ?? Number.NaN)),
    gradient: scaleGradient,
    apply: ({ gradient, learningRate, step }) => {
      optimizer.apply({ gradients: { scale: gradient }, learningRate, step });
      tf.tidy(() => scale.assign(tf.clipByValue(scale, -Math.log(bounds.greatest), -Math.log(bounds.least))));
    },
    state: { 'temperature.scale': scale, ...Object.fromEntries(ofOptimizer) },
    dispose: () => {
      optimizer.dispose();
      scale.dispose();
    },
  };
}

/** True where τ is not the same at every step. */
export const isTemperatureMoving = (config: RunConfig): boolean =>
  isRelevant('loss.temperatureSchedule', config) && config['loss.temperatureSchedule'] !== 'constant';

/** Caller disposes. */
export const chooseTemperature = (config: RunConfig): Temperature =>
  isTemperatureMoving(config) && config['loss.temperatureSchedule'] === 'learned'
    ? learned(config)
    : planned(config);
