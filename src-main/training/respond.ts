/** What a loss says to the embeddings of a batch: its value and its gradient, from parts that do not know each other. */

import type { Loss, Moment } from './loss/loss';
import type { Model } from './model';
import type { NegativeSource } from './negatives/source';
import type { StepClock } from './step-clock';
import type { Temperature } from './temperature';
import { tf } from './tf';

export interface ForwardParts {
  readonly model: Model;
  readonly source: NegativeSource;
  readonly loss: Loss;
  /** Where it is learned, its gradient is taken too. */
  readonly temperature?: Temperature;
}

export interface ForwardInput {
  /** f32[V, S, S, 3] in [0, 1]: the first views of all images, then the second ones where the source wants two. */
  readonly views: tf.Tensor4D;
  /** i32[B]: which training images they show. */
  readonly images: tf.Tensor1D;
  readonly moment: Moment;
  /** Parts in which the batch goes through the encoder; 1 where left out. */
  readonly accumulation?: number;
  readonly clock?: StepClock;
}

export interface Gradients {
  readonly loss: number;
  /** f32[M, D], kept: caller disposes. */
  readonly embeddings: tf.Tensor2D;
  /** By parameter, kept: caller disposes. */
  readonly gradients: Readonly<Record<string, tf.Tensor>>;
  /** By log(1/τ) where the temperature is learned; caller disposes. */
  readonly temperatureGradient: tf.Scalar | null;
}

/** The loss of a batch as a number, and its gradient by the embeddings. */
export interface Response {
  /** f32: mean over the anchors. */
  readonly value: tf.Scalar;
  /** f32[M, D]: of the mean. */
  readonly gradient: tf.Tensor2D;
  readonly temperatureGradient: tf.Scalar | null;
}

/** What the loss says to these embeddings. Call inside a tidy. */
export function respond(
  { source, loss, temperature }: ForwardParts,
  embeddings: tf.Tensor2D,
  { images, moment }: ForwardInput,
): Response {
  const compared = source.compare(embeddings, images);
  const forces = loss(compared, moment);
  return {
    value: tf.mean(forces.values),
    gradient: source.gradient(embeddings, images, forces),
    temperatureGradient: temperature?.gradient(compared, forces) ?? null,
  };
}

/** Gradients as TensorFlow names them, under the names of the model's parameters. */
export function byParameter(
  model: Model,
  gradients: Readonly<Record<string, tf.Tensor>>,
): Record<string, tf.Tensor> {
  const names = new Map(Object.entries(model.weights).map(([name, variable]) => [variable.name, name]));
  return Object.fromEntries(
    Object.entries(gradients).map(([variable, gradient]) => [names.get(variable) ?? variable, gradient]),
  );
}
