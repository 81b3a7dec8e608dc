/**
 * The few operations for which the engine's own kernels are faster or more exact than what @tensorflow/tfjs offers.
 * The native set calls TensorFlow; the portable set is built from public operations, for the JavaScript backend.
 */

import * as tf from '@tensorflow/tfjs';
import { nativeKernels } from './native';
import { portableKernels } from './portable';

export interface Normalised {
  /** Normalised with the statistics of the batch, scaled and shifted. */
  readonly y: tf.Tensor4D;
  /** f32[C], kept: the caller disposes. */
  readonly mean: tf.Tensor1D;
  /** f32[C], unbiased (divided by count - 1), kept: the caller disposes. */
  readonly variance: tf.Tensor1D;
}

export interface ConvolutionShape {
  readonly stride: number;
  /** Zeros on every side, as in PyTorch; TensorFlow's SAME would pad one side only at stride 2. */
  readonly padding: number;
  /** False for the first layer, whose input needs no gradient. */
  readonly inputGradient: boolean;
}

export interface Kernels {
  /** Differentiable. x f32[B, H, W, in], filter f32[h, w, in, out]. */
  readonly convolve: (x: tf.Tensor4D, filter: tf.Tensor4D, shape: ConvolutionShape) => tf.Tensor4D;
  /** Differentiable in x, scale and offset; the statistics are not differentiated. */
  readonly batchNormalise: (
    x: tf.Tensor4D,
    scale: tf.Tensor1D,
    offset: tf.Tensor1D,
    epsilon: number,
  ) => Normalised;
  /** Differentiable. */
  readonly relu: <T extends tf.Tensor>(x: T) => T;
  /** Four bytes of each int32 (least significant first) as floats in [0, 255]: i32[B, n] to f32[B, 4n]. */
  readonly unpackBytes: (packed: tf.Tensor2D) => tf.Tensor2D;
  /** Uniform in [0, 1), a function of shape and seed alone. */
  readonly uniform: (shape: readonly number[], seed: readonly [number, number]) => tf.Tensor;
  /** f32[M, 1]: the k-th greatest number of each row, equal ones counted apart. rows f32[M, K], k in [1, K]. */
  readonly kthGreatest: (rows: tf.Tensor2D, k: number) => tf.Tensor2D;
  /** X of A X = B for a symmetric positive definite A: f32[N, N], f32[N, C] to f32[N, C]. Not differentiable. */
  readonly solve: (matrix: tf.Tensor2D, right: tf.Tensor2D) => tf.Tensor2D;
  /** f32[min(N, D)]: the singular values of f32[N, D], falling. Not differentiable. */
  readonly singularValues: (matrix: tf.Tensor2D) => tf.Tensor1D;
}

/** The kernels of the backend that is loaded now. */
export const kernels = (): Kernels => (tf.getBackend() === 'tensorflow' ? nativeKernels : portableKernels);
