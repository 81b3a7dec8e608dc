/**
 * The gradient of a batch that is too large for one forward pass. The loss compares all of the batch, so its parts
 * cannot each have a loss of their own: first all parts are encoded without remembering how, then the loss gives the
 * gradient by every embedding, then each part is encoded again and takes its share back to the weights.
 * Gao et al. 2021, arXiv:2101.06983, section 3.2 (GradCache). Batch norm sees one part at a time, both times the same.
 */

import {
  byParameter,
  respond,
  type ForwardInput,
  type ForwardParts,
  type Gradients,
  type Response,
} from './respond';
import { tf } from './tf';

/** @param shown  f32[V, S, S, 3], V a multiple of the number of parts */
export function accumulated(parts: ForwardParts, shown: tf.Tensor4D, input: ForwardInput): Gradients {
  const { model } = parts;
  const pieces = tf.split(shown, input.accumulation ?? 1, 0) as tf.Tensor4D[];
  const embeddings = encodeAll(model, pieces);
  input.clock?.lap('forward');

  const { value, gradient, temperatureGradient } = respondTidily(parts, embeddings, input);
  const loss = value.dataSync()[0] ?? Number.NaN;
  value.dispose();
  input.clock?.lap('loss');

  const shares = tf.split(gradient, pieces.length, 0) as tf.Tensor2D[];
  const gradients = Number.isFinite(loss) ? sumOverParts(model, pieces, shares) : {};
  tf.dispose([gradient, ...pieces, ...shares]);
  input.clock?.lap('backward');
  return { loss, embeddings, gradients, temperatureGradient };
}

type Model = ForwardParts['model'];

/** Keeps nothing but the response. */
function respondTidily(parts: ForwardParts, embeddings: tf.Tensor2D, input: ForwardInput): Response {
  let response: Response | undefined;
  tf.tidy(() => {
    response = respond(parts, embeddings, input);
    tf.keep(response.value);
    tf.keep(response.gradient);
    if (response.temperatureGradient) tf.keep(response.temperatureGradient);
  });
  if (!response) throw new Error('The loss gave no response.');
  return response;
}

const encodeAll = (model: Model, pieces: readonly tf.Tensor4D[]): tf.Tensor2D =>
  tf.tidy(() =>
    tf.concat(
      pieces.map((piece) => {
        const encoded = tf.tidy(() => model.train(piece).embeddings);
        model.forget();
        return encoded;
      }),
    ),
  );

/** Running statistics move once a part, as they do wherever gradients are accumulated. */
function sumOverParts(
  model: Model,
  pieces: readonly tf.Tensor4D[],
  shares: readonly tf.Tensor2D[],
): Record<string, tf.Tensor> {
  let sum: Record<string, tf.Tensor> | undefined;
  pieces.forEach((piece, i) => {
    const share = shares[i];
    if (!share) return;
    const { value, grads } = tf.variableGrads(
      () => tf.sum(tf.mul(model.train(piece).embeddings, share)),
      Object.values(model.weights),
    );
    model.settle();
    value.dispose();
    const before = sum;
    sum = before ? added(before, grads) : grads;
  });
  return byParameter(model, sum ?? {});
}

/** Disposes both. */
function added(a: Record<string, tf.Tensor>, b: Record<string, tf.Tensor>): Record<string, tf.Tensor> {
  const result = Object.fromEntries(
    Object.entries(a).map(([name, tensor]) => [name, tf.add(tensor, b[name] as tf.Tensor)]),
  );
  tf.dispose([...Object.values(a), ...Object.values(b)]);
  return result;
}
