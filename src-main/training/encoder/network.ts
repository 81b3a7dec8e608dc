/** From the plan of a network to an encoder: parameters, both modes of batch norm, and the head. */

import { kernels, tf } from '../tf';
import { unitRows } from '../unit-rows';
import type { BatchStatistics, Encoded, Encoder, ParameterShape, Weights } from './encoder';
import { headForward, headParameters, type HeadShape } from './head';
import { weight } from './weight';

/** A convolution without bias, followed by batch norm. */
export interface Convolution {
  /** Of its filter. */
  readonly name: string;
  /** Of its batch norm. */
  readonly norm: string;
  /** Side of the filter in pixels. */
  readonly kernel: number;
  readonly input: number;
  readonly output: number;
  readonly stride: number;
  /** The initial filter is uniform in ± this. */
  readonly bound: number;
}

/** One convolution with its batch norm; zeros of half the filter's side on every edge. */
export type Convolve = (x: tf.Tensor4D, convolution: Convolution) => tf.Tensor4D;

export interface NetworkPlan {
  /** In the order of the forward pass; the first one sees the images. */
  readonly convolutions: readonly Convolution[];
  readonly featureCount: number;
  /** f32[B, S, S, 3] to feature maps f32[B, s, s, featureCount]. */
  readonly maps: (convolve: Convolve, images: tf.Tensor4D) => tf.Tensor4D;
}

/** PyTorch's default. */
const epsilon = 1e-5;

const parametersOf = ({
  name,
  norm,
  kernel,
  input,
  output,
  bound,
}: Convolution): readonly ParameterShape[] => [
  { name, shape: [kernel, kernel, input, output], initial: bound, isWeight: true },
  { name: `${norm}.scale`, shape: [output], initial: 'ones', isWeight: false },
  { name: `${norm}.offset`, shape: [output], initial: 'zeros', isWeight: false },
];

type Normalise = (x: tf.Tensor4D, norm: string) => tf.Tensor4D;

/** An encoder that pools the feature maps over all places and puts a head on them. */
export function network(plan: NetworkPlan, head: HeadShape): Encoder {
  const { convolutions, featureCount } = plan;
  const first = convolutions[0]?.name;

  const forward = (weights: Weights, images: tf.Tensor4D, normalise: Normalise): Encoded => {
    const convolve: Convolve = (x, { name, norm, kernel, stride }) => {
      const shape = { stride, padding: (kernel - 1) / 2, inputGradient: name !== first };
      return normalise(kernels().convolve(x, weight(weights, name), shape), norm);
    };
    const features = tf.mean(plan.maps(convolve, images), [1, 2]) as tf.Tensor2D;
    return { features, embeddings: unitRows(headForward(weights, features, head)) };
  };

  return {
    parameters: [...convolutions.flatMap(parametersOf), ...headParameters(featureCount, head)],
    normalisations: convolutions.map(({ norm, output }) => ({ name: norm, channels: output })),
    featureCount,
    train: (weights, images, onStatistics) =>
      forward(weights, images, (x, norm) => {
        const scale = weight<tf.Tensor1D>(weights, `${norm}.scale`);
        const offset = weight<tf.Tensor1D>(weights, `${norm}.offset`);
        const { y, mean, variance } = kernels().batchNormalise(x, scale, offset, epsilon);
        onStatistics(norm, { mean, variance });
        return y;
      }),
    evaluate: (weights, running, images) =>
      forward(weights, images, (x, norm) => {
        const { mean, variance } = running[norm] as BatchStatistics;
        const scale = weight<tf.Tensor1D>(weights, `${norm}.scale`);
        const offset = weight<tf.Tensor1D>(weights, `${norm}.offset`);
        return tf.batchNorm4d(x, mean, variance, offset, scale, epsilon);
      }),
  };
}
