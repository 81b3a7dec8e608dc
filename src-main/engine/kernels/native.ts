/** TensorFlow's own kernels, called through the addon, with their gradients given as further kernels. */

import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend';
import * as tf from '@tensorflow/tfjs';
import type { ConvolutionShape, Kernels, Normalised } from './kernels';

/** tfjs has no such type; TensorFlow's number for it is part of its stable C interface. */
const TF_UINT8 = 4;

type Attribute = { name: string; type: number; value: boolean | number | string | number[] };

const backend = (): NodeJSKernelBackend => tf.backend() as NodeJSKernelBackend;

const attribute = {
  type: (name: string, value: number): Attribute => ({ name, type: backend().binding.TF_ATTR_TYPE, value }),
  float: (name: string, value: number): Attribute => ({ name, type: backend().binding.TF_ATTR_FLOAT, value }),
  bool: (name: string, value: boolean): Attribute => ({ name, type: backend().binding.TF_ATTR_BOOL, value }),
  ints: (name: string, value: number[]): Attribute => ({ name, type: backend().binding.TF_ATTR_INT, value }),
  text: (name: string, value: string): Attribute => ({ name, type: backend().binding.TF_ATTR_STRING, value }),
};

const float = (name = 'T'): Attribute => attribute.type(name, backend().binding.TF_FLOAT);

const one = <T extends tf.Tensor>(kernel: string, attributes: Attribute[], inputs: tf.Tensor[]): T =>
  backend().executeSingleOutput(kernel, attributes, inputs) as T;

const many = (kernel: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[] =>
  backend().executeMultipleOutputs(kernel, attributes, inputs, outputs);

/** SAME pads both sides alike at stride 1, where a filter of odd side keeps the size of the image. */
const isSame = (filter: tf.Tensor, { stride, padding }: ConvolutionShape): boolean =>
  stride === 1 && padding > 0 && filter.shape[0] === 2 * padding + 1;

/**
 * Elsewhere zeros on every side as a step of their own, and `VALID` after it: the kernels' own padding `EXPLICIT` gives
 * the same, but its input gradient takes ten times as long where the output is small (4x4 to 2x2, batch 128).
 */
const convolutionAttributes = (stride: number, padding: 'SAME' | 'VALID'): Attribute[] => [
  float(),
  attribute.ints('strides', [1, stride, stride, 1]),
  attribute.text('padding', padding),
  attribute.text('data_format', 'NHWC'),
  attribute.ints('dilations', [1, 1, 1, 1]),
  attribute.bool('use_cudnn_on_gpu', true),
];

function padded(x: tf.Tensor4D, padding: number): tf.Tensor4D {
  const sides: [number, number] = [padding, padding];
  return padding > 0 ? tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]) : x;
}

interface PlainConvolution {
  readonly forward: (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor4D;
  readonly filterGradient: (x: tf.Tensor, filterShape: number[], dy: tf.Tensor) => tf.Tensor;
  readonly inputGradient: (xShape: number[], filter: tf.Tensor, dy: tf.Tensor) => tf.Tensor;
}

function plainConvolution(stride: number, padding: 'SAME' | 'VALID'): PlainConvolution {
  const attributes = convolutionAttributes(stride, padding);
  const gradient = (
    kernel: string,
    a: tf.Tensor | number[],
    b: tf.Tensor | number[],
    dy: tf.Tensor,
  ): tf.Tensor =>
    tf.tidy(() => {
      const input = (part: tf.Tensor | number[]): tf.Tensor =>
        Array.isArray(part) ? tf.tensor1d(part, 'int32') : part;
      return one(kernel, attributes, [input(a), input(b), dy]);
    });
  return {
    forward: (x, filter) => one('Conv2D', attributes, [x, filter]),
    filterGradient: (x, shape, dy) => gradient('Conv2DBackpropFilter', x, shape, dy),
    inputGradient: (shape, filter, dy) => gradient('Conv2DBackpropInput', shape, filter, dy),
  };
}

function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, shape: ConvolutionShape): tf.Tensor4D {
  const same = isSame(filter, shape);
  const plain = plainConvolution(shape.stride, same ? 'SAME' : 'VALID');
  const padding = same ? 0 : shape.padding;
  if (!shape.inputGradient) {
    return tf.customGrad((w, save) => {
      const wide = padded(x, padding);
      (save as tf.GradSaveFunc)([wide]);
      return {
        value: plain.forward(wide, w as tf.Tensor),
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
          plain.filterGradient(saved[0] as tf.Tensor, filter.shape, dy),
      };
    })(filter) as tf.Tensor4D;
  }
  return tf.customGrad((a, w, save) => {
    const wide = padded(a as tf.Tensor4D, padding);
    (save as tf.GradSaveFunc)([wide, w as tf.Tensor]);
    return {
      value: plain.forward(wide, w as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [savedWide, savedFilter] = saved as [tf.Tensor, tf.Tensor];
        const gradient = plain.inputGradient(savedWide.shape, savedFilter, dy);
        const inner = padding > 0 ? tf.slice(gradient, [0, padding, padding, 0], x.shape) : gradient;
        return [inner, plain.filterGradient(savedWide, filter.shape, dy)];
      },
    };
  })(x, filter) as tf.Tensor4D;
}

function batchNormAttributes(epsilon: number): Attribute[] {
  return [
    float(),
    float('U'),
    attribute.float('epsilon', epsilon),
    attribute.text('data_format', 'NHWC'),
    attribute.bool('is_training', true),
  ];
}

function batchNormalise(
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon: number,
): Normalised {
  let statistics: readonly [tf.Tensor1D, tf.Tensor1D] | undefined;
  const attributes = batchNormAttributes(epsilon);
  const y = tf.customGrad((a, g, b, save) => {
    const none = tf.tensor1d([]);
    const outputs = many(
      'FusedBatchNormV3',
      [...attributes, attribute.float('exponential_avg_factor', 1)],
      [a as tf.Tensor, g as tf.Tensor, b as tf.Tensor, none, none],
      6,
    );
    const [value, mean, variance, ...reserve] = outputs as [
      tf.Tensor4D,
      tf.Tensor1D,
      tf.Tensor1D,
      ...tf.Tensor[],
    ];
    statistics = [tf.keep(mean), tf.keep(variance)];
    (save as tf.GradSaveFunc)([a as tf.Tensor, g as tf.Tensor, ...reserve]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        many('FusedBatchNormGradV3', attributes, [dy, ...saved], 5).slice(0, 3),
    };
  })(x, scale, offset) as tf.Tensor4D;
  if (!statistics) throw new Error('Batch normalisation ran without its forward pass.');
  return { y, mean: statistics[0], variance: statistics[1] };
}

function relu<T extends tf.Tensor>(x: T): T {
  return tf.customGrad((a, save) => {
    const y = one<T>('Relu', [float()], [a as tf.Tensor]);
    (save as tf.GradSaveFunc)([y]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => one('ReluGrad', [float()], [dy, ...saved]),
    };
  })(x) as T;
}

function unpackBytes(packed: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const { TF_INT32, TF_FLOAT } = backend().binding;
    const bytes = one('Bitcast', [attribute.type('T', TF_INT32), attribute.type('type', TF_UINT8)], [packed]);
    const casts = [
      attribute.type('SrcT', TF_UINT8),
      attribute.type('DstT', TF_FLOAT),
      attribute.bool('Truncate', false),
    ];
    const floats = one('Cast', casts, [bytes]);
    return floats.reshape([packed.shape[0], packed.shape[1] * 4]);
  });
}

function uniform(shape: readonly number[], seed: readonly [number, number]): tf.Tensor {
  return tf.tidy(() => {
    const { TF_INT32, TF_FLOAT } = backend().binding;
    const attributes = [
      attribute.type('dtype', TF_FLOAT),
      attribute.type('T', TF_INT32),
      attribute.type('Tseed', TF_INT32),
    ];
    const inputs = [tf.tensor1d([...shape], 'int32'), tf.tensor1d([...seed], 'int32')];
    return one('StatelessRandomUniform', attributes, inputs);
  });
}

function solve(matrix: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const lower = one('Cholesky', [float()], [matrix]);
    const substitute = (rightSide: tf.Tensor, adjoint: boolean): tf.Tensor2D =>
      one(
        'MatrixTriangularSolve',
        [float(), attribute.bool('lower', true), attribute.bool('adjoint', adjoint)],
        [lower, rightSide],
      );
    return substitute(substitute(right, false), true);
  });
}

/**
 * Selecting one number needs no sorting: of 50,000 the 4095-th takes NthElement a quarter of TopK's time. Of the first
 * few TopK is faster; and on a graphics card it is the only one that has a kernel.
 */
function kthGreatest(rows: tf.Tensor2D, k: number): tf.Tensor2D {
  return tf.tidy(() => {
    const isFew = k * 100 <= rows.shape[1];
    if (isFew || backend().isUsingGpuDevice) return tf.slice(tf.topk(rows, k).values, [0, k - 1], [-1, 1]);
    const attributes = [attribute.bool('reverse', true), float()];
    const values = one<tf.Tensor1D>('NthElement', attributes, [rows, tf.scalar(k - 1, 'int32')]);
    return tf.expandDims(values, 1);
  });
}

/**
 * Of a tall matrix those of the triangle R of QR: it has as few rows as columns, and keeps the digits of small singular
 * values that a matrix of inner products would lose.
 */
function singularValues(matrix: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const thin = attribute.bool('full_matrices', false);
    const [, triangle] = many('Qr', [float(), thin], [matrix], 2) as [tf.Tensor, tf.Tensor];
    const [values] = many('Svd', [float(), thin, attribute.bool('compute_uv', false)], [triangle], 3);
    return values as tf.Tensor1D;
  });
}

export const nativeKernels: Kernels = {
  convolve,
  batchNormalise,
  relu,
  unpackBytes,
  uniform,
  solve,
  singularValues,
  kthGreatest,
};
