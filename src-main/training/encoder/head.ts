/**
 * From pooled features to the embedding: one layer, as in the paper, or two with ReLU between them.
 * Chen et al. 2020 (SimCLR), arXiv:2002.05709, section 2.1, and Chen et al. 2020 (MoCo v2), arXiv:2003.04297, use two.
 */

import { kernels, tf } from '../tf';
import type { ParameterShape, Weights } from './encoder';
import { weight } from './weight';

export interface HeadShape {
  /** Units of the hidden layer, or null for a linear head. */
  readonly hidden: number | null;
  /** Of the embedding, at least 2. */
  readonly dimension: number;
}

/** PyTorch's default initialisation of linear layers, weights and biases: uniform in ±1/√inputs. */
function layer(name: string, input: number, output: number): readonly ParameterShape[] {
  const initial = 1 / Math.sqrt(input);
  return [
    { name: `${name}.weight`, shape: [input, output], initial, isWeight: true },
    { name: `${name}.bias`, shape: [output], initial, isWeight: false },
  ];
}

export const headParameters = (
  features: number,
  { hidden, dimension }: HeadShape,
): readonly ParameterShape[] =>
  hidden === null
    ? layer('head', features, dimension)
    : [...layer('hidden', features, hidden), ...layer('head', hidden, dimension)];

const linear = (weights: Weights, x: tf.Tensor2D, name: string): tf.Tensor2D =>
  tf.add(tf.matMul(x, weight<tf.Tensor2D>(weights, `${name}.weight`)), weight(weights, `${name}.bias`));

/** f32[B, F] to f32[B, D], not yet of length 1. */
export const headForward = (weights: Weights, features: tf.Tensor2D, { hidden }: HeadShape): tf.Tensor2D =>
  linear(weights, hidden === null ? features : kernels().relu(linear(weights, features, 'hidden')), 'head');
