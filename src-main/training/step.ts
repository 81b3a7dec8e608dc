/** One training step: views, forward pass, loss, gradient, update. Knows nothing of epochs or schedules. */

import type { Loss } from './loss/loss';
import type { Model } from './model';
import type { NegativeSource } from './negatives/source';
import type { Optimizer } from './optimizer/optimizer';
import { tf } from './tf';

export interface StepParts {
  readonly model: Model;
  readonly source: NegativeSource;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

export interface StepInput {
  /** f32[M, S, S, 3] in [0, 1]: the first views of all images, then the second ones where the source wants two. */
  readonly views: tf.Tensor4D;
  /** i32[B]: which training images they show. */
  readonly images: tf.Tensor1D;
  readonly learningRate: number;
  /** Steps taken before this one. */
  readonly step: number;
}

export interface StepResult {
  readonly loss: number;
  /** f32[M, D], kept: caller disposes. */
  readonly embeddings: tf.Tensor2D;
  /** By parameter, kept: caller disposes. */
  readonly gradients: Readonly<Record<string, tf.Tensor>>;
}

/** Value and gradients, without any update. */
export function lossAndGradients(
  parts: Omit<StepParts, 'optimizer'>,
  views: tf.Tensor4D,
  images: tf.Tensor1D,
): StepResult {
  const { model, source, loss } = parts;
  let embeddings: tf.Tensor2D | undefined;

  // The loss knows its own gradient, so the tape ends at the embeddings.
  const meanLoss = tf.customGrad((z) => {
    const rows = z as tf.Tensor2D;
    const compared = source.compare(rows, images);
    const terms = loss(compared);
    const gradient = tf.keep(source.gradient(rows, images, terms));
    const gradFunc = (dy: tf.Tensor): tf.Tensor => {
      const scaled = tf.mul(gradient, dy);
      gradient.dispose();
      return scaled;
    };
    return { value: tf.mean(terms.values), gradFunc };
  });

  const { value, grads } = tf.variableGrads(() => {
    embeddings = model.train(views).embeddings;
    tf.keep(embeddings);
    return meanLoss(embeddings) as tf.Scalar;
  }, Object.values(model.weights));
  if (!embeddings) throw new Error('The forward pass gave no embeddings.');

  const names = new Map(Object.entries(model.weights).map(([name, variable]) => [variable.name, name]));
  const gradients = Object.fromEntries(
    Object.entries(grads).map(([variable, gradient]) => [names.get(variable) ?? variable, gradient]),
  );
  const read = value.dataSync()[0] ?? Number.NaN;
  value.dispose();
  return { loss: read, embeddings, gradients };
}

/** Takes the step and returns its loss, measured before the update. A loss that is not finite changes nothing. */
export function trainStep(parts: StepParts, { views, images, learningRate, step }: StepInput): number {
  const { loss, embeddings, gradients } = lossAndGradients(parts, views, images);
  if (Number.isFinite(loss)) {
    parts.optimizer.apply({ gradients, learningRate, step });
    parts.source.remember(embeddings, images);
    parts.model.settle();
  } else {
    parts.model.forget();
  }
  tf.dispose([embeddings, ...Object.values(gradients)]);
  return loss;
}
