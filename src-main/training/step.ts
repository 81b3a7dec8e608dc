/** One training step: views, forward pass, loss, gradient, update. Knows nothing of epochs or schedules. */

import { accumulated } from './accumulate';
import type { WeightAverage } from './optimizer/average';
import type { Optimizer } from './optimizer/optimizer';
import { byParameter, respond, type ForwardInput, type ForwardParts, type Gradients } from './respond';
import { tf } from './tf';

export interface StepParts extends ForwardParts {
  readonly optimizer: Optimizer;
  readonly average?: WeightAverage | null;
}

export interface StepInput extends ForwardInput {
  readonly learningRate: number;
  /** Steps taken before this one. */
  readonly step: number;
}

/** Value and gradients, without any update. */
export function lossAndGradients(parts: ForwardParts, input: ForwardInput): Gradients {
  const shown = parts.source.shown(input.views);
  const result =
    (input.accumulation ?? 1) > 1 ? accumulated(parts, shown, input) : atOnce(parts, shown, input);
  shown.dispose();
  return result;
}

function atOnce(parts: ForwardParts, shown: tf.Tensor4D, input: ForwardInput): Gradients {
  const { model } = parts;
  let embeddings: tf.Tensor2D | undefined;
  let temperatureGradient: tf.Scalar | null = null;

  // The loss knows its own gradient, so the tape ends at the embeddings.
  const meanLoss = tf.customGrad((z) => {
    const response = respond(parts, z as tf.Tensor2D, input);
    const gradient = tf.keep(response.gradient);
    temperatureGradient = response.temperatureGradient && tf.keep(response.temperatureGradient);
    const gradFunc = (dy: tf.Tensor): tf.Tensor => {
      const scaled = tf.mul(gradient, dy);
      gradient.dispose();
      return scaled;
    };
    return { value: response.value, gradFunc };
  });

  const { value, grads } = tf.variableGrads(() => {
    embeddings = tf.keep(model.train(shown).embeddings);
    input.clock?.lap('forward');
    const mean = meanLoss(embeddings) as tf.Scalar;
    input.clock?.lap('loss');
    return mean;
  }, Object.values(model.weights));
  if (!embeddings) throw new Error('The forward pass gave no embeddings.');

  const loss = value.dataSync()[0] ?? Number.NaN;
  value.dispose();
  input.clock?.lap('backward');
  return { loss, embeddings, gradients: byParameter(model, grads), temperatureGradient };
}

export interface StepTaken {
  /** Before the update. */
  readonly loss: number;
  /** Length of the gradient over all parameters, before clipping; NaN where the loss is not finite. */
  readonly gradientNorm: number;
}

/** Takes the step. A loss that is not finite changes nothing. */
export function trainStep(parts: StepParts, input: StepInput): StepTaken {
  const { learningRate, step, images } = input;
  const { loss, embeddings, gradients, temperatureGradient } = lossAndGradients(parts, input);
  let gradientNorm = Number.NaN;
  if (Number.isFinite(loss)) {
    gradientNorm = parts.optimizer.apply({ gradients, learningRate, step });
    if (temperatureGradient) parts.temperature?.apply({ gradient: temperatureGradient, learningRate, step });
    parts.average?.update(step);
    parts.source.remember(embeddings, images);
    parts.model.settle();
  } else {
    parts.model.forget();
  }
  temperatureGradient?.dispose();
  tf.dispose([embeddings, ...Object.values(gradients)]);
  input.clock?.lap('update');
  return { loss, gradientNorm };
}
