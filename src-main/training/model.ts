/** The trained state of an encoder: its parameters and the running statistics of its normalisations. */

import type { RunConfig } from '#shared/config/fields';
import { chooseEncoder, type EncoderSettings } from './encoder/choose-encoder';
import type { BatchStatistics, Encoded, Encoder, ParameterShape, Weights } from './encoder/encoder';
import { uniform } from './random';
import { tf } from './tf';

export interface Model {
  readonly encoder: Encoder;
  readonly weights: Readonly<Record<string, tf.Variable>>;
  readonly isWeight: (name: string) => boolean;
  /** Everything to save and to restore, by name: weights and running statistics. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** Forward pass with the statistics of the batch, which then move the running ones. Differentiable. */
  readonly train: (images: tf.Tensor4D) => Encoded;
  /** Moves the running statistics by those of the last forward pass; once after each step. */
  readonly settle: () => void;
  /** Drops the statistics of the last forward pass instead. */
  readonly forget: () => void;
  /** Forward pass with the running statistics. */
  readonly evaluate: (images: tf.Tensor4D) => Encoded;
  /** The same with other weights of the same names and shapes, such as averaged ones. */
  readonly evaluateWith: (weights: Weights, images: tf.Tensor4D) => Encoded;
}

/** PyTorch's default: the share of the batch in the running statistics. */
const statisticsMomentum = 0.1;

function initial({ shape, initial: rule }: ParameterShape, seed: number, index: number): tf.Variable {
  return tf.tidy(() => {
    const sides = [...shape];
    if (rule === 'ones') return tf.variable(tf.ones(sides));
    if (rule === 'zeros') return tf.variable(tf.zeros(sides));
    const random = uniform(sides, { seed, purpose: 'weights', counter: index });
    return tf.variable(tf.mul(tf.sub(random, 0.5), 2 * rule));
  });
}

function running(encoder: Encoder): Record<string, { mean: tf.Variable; variance: tf.Variable }> {
  return tf.tidy(() =>
    Object.fromEntries(
      encoder.normalisations.map(({ name, channels }) => [
        name,
        {
          mean: tf.variable(tf.zeros([channels]), false),
          variance: tf.variable(tf.ones([channels]), false),
        },
      ]),
    ),
  );
}

/**
 * A new model with random weights that follow from the seed.
 *
 * @param mean  of each channel over the training images, in [0, 1]
 * @param deviation  likewise
 */
export function createModel(
  config: EncoderSettings & Pick<RunConfig, 'training.seed'>,
  channels: { readonly mean: readonly number[]; readonly deviation: readonly number[] },
): Model {
  const encoder = chooseEncoder(config);
  const weights = Object.fromEntries(
    encoder.parameters.map((parameter, i) => [
      parameter.name,
      initial(parameter, config['training.seed'], i),
    ]),
  );
  const statistics = running(encoder);
  const pending = new Map<string, BatchStatistics>();
  const standardise = (images: tf.Tensor4D): tf.Tensor4D =>
    tf.tidy(() =>
      tf.div(tf.sub(images, tf.tensor1d([...channels.mean])), tf.tensor1d([...channels.deviation])),
    );

  const forget = (): void => {
    for (const { mean, variance } of pending.values()) tf.dispose([mean, variance]);
    pending.clear();
  };

  const evaluateWith = (used: Weights, images: tf.Tensor4D): Encoded => {
    const fixed = statistics as unknown as Record<string, BatchStatistics>;
    return encoder.evaluate(used, fixed, standardise(images));
  };

  return {
    encoder,
    weights,
    isWeight: (name) => encoder.parameters.some((parameter) => parameter.name === name && parameter.isWeight),
    state: {
      ...weights,
      ...Object.fromEntries(
        Object.entries(statistics).flatMap(([name, { mean, variance }]) => [
          [`${name}.mean`, mean],
          [`${name}.variance`, variance],
        ]),
      ),
    },
    train: (images) => encoder.train(weights, standardise(images), (name, batch) => pending.set(name, batch)),
    settle: () => {
      for (const [name, batch] of pending) {
        tf.tidy(() => {
          for (const kind of ['mean', 'variance'] as const) {
            const variable = statistics[name]?.[kind];
            variable?.assign(
              tf.add(tf.mul(variable, 1 - statisticsMomentum), tf.mul(batch[kind], statisticsMomentum)),
            );
          }
        });
      }
      forget();
    },
    forget,
    evaluate: (images) => evaluateWith(weights, images),
    evaluateWith,
  };
}
