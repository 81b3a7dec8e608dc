/** The same operations from what every backend of tfjs has: slow, but the same results up to rounding. */

import * as tf from '@tensorflow/tfjs';
import { solvePositive } from './solve-positive';
import { symmetricEigenvalues } from './symmetric-eigenvalues';
import type { ConvolutionShape, Kernels, Normalised } from './kernels';

function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, { stride, padding }: ConvolutionShape): tf.Tensor4D {
  const sides: [number, number] = [padding, padding];
  return tf.conv2d(tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]), filter, stride, 'valid');
}

function batchNormalise(
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon: number,
): Normalised {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const y = tf.add(
    tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), scale),
    offset,
  ) as tf.Tensor4D;
  const count = x.size / (x.shape[3] ?? 1);
  const unbiased = tf.tidy(() => tf.mul(variance, count / Math.max(1, count - 1)));
  return { y, mean: tf.keep(tf.clone(mean) as tf.Tensor1D), variance: tf.keep(unbiased as tf.Tensor1D) };
}

function unpackBytes(packed: tf.Tensor2D): tf.Tensor2D {
  const bytes = new Uint8Array((packed.dataSync() as Int32Array).slice().buffer);
  return tf.tensor2d(Float32Array.from(bytes), [packed.shape[0], packed.shape[1] * 4]);
}

/** One number in [0, 1) of the generator mulberry32, whose state advances by a constant. */
function mulberry32(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function uniform(shape: readonly number[], [high, low]: readonly [number, number]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const start = Math.imul(high, 0x9e3779b1) ^ Math.imul(low + 1, 0x85ebca6b);
  const values = Float32Array.from({ length: size }, (_, i) =>
    mulberry32((start + Math.imul(i + 1, 0x6d2b79f5)) | 0),
  );
  // Rounding to float32 may reach 1, which the interval leaves out.
  return tf.tensor(
    values.map((value) => Math.min(value, 1 - 2 ** -24)),
    [...shape],
  );
}

const solve = (matrix: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D =>
  tf.tensor2d(
    Float32Array.from(solvePositive(matrix.dataSync(), right.dataSync(), matrix.shape[0])),
    right.shape,
  );

const kthGreatest = (rows: tf.Tensor2D, k: number): tf.Tensor2D =>
  tf.tidy(() => tf.slice(tf.topk(rows, k).values, [0, k - 1], [-1, 1]));

/** Inner products of the columns, or of the rows where those are fewer, in float64. */
function innerProducts(matrix: tf.Tensor2D): { readonly products: Float64Array; readonly size: number } {
  const [rows, columns] = matrix.shape;
  const isTall = rows >= columns;
  const [size, length] = isTall ? [columns, rows] : [rows, columns];
  const vectors = Float64Array.from(tf.tidy(() => (isTall ? tf.transpose(matrix) : matrix).dataSync()));
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < length; k++) sum += (vectors[i * length + k] ?? 0) * (vectors[j * length + k] ?? 0);
      products[i * size + j] = products[j * size + i] = sum;
    }
  }
  return { products, size };
}

function singularValues(matrix: tf.Tensor2D): tf.Tensor1D {
  const { products, size } = innerProducts(matrix);
  return tf.tensor1d(
    Float32Array.from(symmetricEigenvalues(products, size), (value) => Math.sqrt(Math.max(0, value))),
  );
}

export const portableKernels: Kernels = {
  convolve,
  batchNormalise,
  relu: tf.relu,
  unpackBytes,
  uniform,
  solve,
  singularValues,
  kthGreatest,
};
