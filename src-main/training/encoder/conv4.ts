/**
 * Four 3x3 convolutions of stride 2 with batch norm and ReLU, global average pooling, a linear head.
 * Small enough for a laptop without a GPU; the built-in study and the goldens use it.
 */

import { kernels, tf } from '../tf';
import type { BatchStatistics, Encoded, Encoder, ParameterShape, Weights } from './encoder';
import { unitRows } from '../unit-rows';

const channels = [32, 64, 128, 256] as const;
const featureCount = 256;
/** PyTorch's default. */
export const epsilon = 1e-5;

/** PyTorch's default initialisation of convolutions and linear layers: uniform in ±1/√fan-in. */
const bound = (fanIn: number): number => 1 / Math.sqrt(fanIn);

function parameters(dimension: number): readonly ParameterShape[] {
  const blocks = channels.flatMap((out, i): ParameterShape[] => {
    const input = channels[i - 1] ?? 3;
    return [
      { name: `conv${i}`, shape: [3, 3, input, out], initial: bound(9 * input), isWeight: true },
      { name: `norm${i}.scale`, shape: [out], initial: 'ones', isWeight: false },
      { name: `norm${i}.offset`, shape: [out], initial: 'zeros', isWeight: false },
    ];
  });
  return [
    ...blocks,
    { name: 'head.weight', shape: [featureCount, dimension], initial: bound(featureCount), isWeight: true },
    { name: 'head.bias', shape: [dimension], initial: bound(featureCount), isWeight: false },
  ];
}

function weight<T extends tf.Tensor>(weights: Weights, name: string): T {
  const found = weights[name];
  if (!found) throw new Error(`The encoder has no parameter ${name}.`);
  return found as T;
}

type Normalise = (x: tf.Tensor4D, name: string) => tf.Tensor4D;

function forward(weights: Weights, images: tf.Tensor4D, normalise: Normalise): Encoded {
  let x = images;
  for (const i of channels.keys()) {
    const shape = { stride: 2, padding: 1, inputGradient: i > 0 };
    x = kernels().relu(normalise(kernels().convolve(x, weight(weights, `conv${i}`), shape), `norm${i}`));
  }
  const features = tf.mean(x, [1, 2]) as tf.Tensor2D;
  const head = tf.add(tf.matMul(features, weight(weights, 'head.weight')), weight(weights, 'head.bias'));
  return { features, embeddings: unitRows(head as tf.Tensor2D) };
}

/** @param dimension  of the embedding, at least 2 */
export function conv4(dimension: number): Encoder {
  return {
    parameters: parameters(dimension),
    normalisations: channels.map((count, i) => ({ name: `norm${i}`, channels: count })),
    featureCount,
    train: (weights, images, onStatistics) =>
      forward(weights, images, (x, name) => {
        const scale = weight<tf.Tensor1D>(weights, `${name}.scale`);
        const offset = weight<tf.Tensor1D>(weights, `${name}.offset`);
        const { y, mean, variance } = kernels().batchNormalise(x, scale, offset, epsilon);
        onStatistics(name, { mean, variance });
        return y;
      }),
    evaluate: (weights, running, images) =>
      forward(weights, images, (x, name) => {
        const { mean, variance } = running[name] as BatchStatistics;
        const scale = weight<tf.Tensor1D>(weights, `${name}.scale`);
        return tf.batchNorm4d(
          x,
          mean,
          variance,
          weight<tf.Tensor1D>(weights, `${name}.offset`),
          scale,
          epsilon,
        );
      }),
  };
}
