import { describe, expect, it } from 'vitest';
import type { Kernels } from '../../src-main/engine/kernels/kernels';
import { nativeKernels } from '../../src-main/engine/kernels/native';
import { portableKernels } from '../../src-main/engine/kernels/portable';
import { tf } from '../../src-main/training/tf';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const images = (): tf.Tensor4D => tf.tensor4d(noise([2, 7, 7, 3], 1), [2, 7, 7, 3]);

/** Value and all gradients of a function of tensors, weighted so that no part cancels. */
function everything(f: (...xs: tf.Tensor[]) => tf.Tensor, xs: tf.Tensor[]): Float32Array[] {
  const scored = (...inputs: tf.Tensor[]): tf.Tensor => {
    const y = f(...inputs);
    return tf.sum(tf.mul(y, tf.tensor(noise(y.shape, 99), y.shape)));
  };
  const { value, grads } = tf.valueAndGrads(scored)(xs);
  return [value, ...grads].map((tensor) => tensor.dataSync() as Float32Array);
}

function expectSame(f: (kernels: Kernels) => (...xs: tf.Tensor[]) => tf.Tensor, xs: tf.Tensor[]): void {
  const native = everything(f(nativeKernels), xs);
  const portable = everything(f(portableKernels), xs);
  native.forEach((values, i) => expectClose(values, portable[i] ?? [], 2e-5));
}

describe('native and portable kernels agree', () => {
  it('convolution with padding on both sides, and its gradients', () => {
    const filter = tf.tensor4d(noise([3, 3, 3, 4], 2), [3, 3, 3, 4]);
    const shape = { stride: 2, padding: 1, inputGradient: true };
    expectSame(
      (kernels) => (x, w) => kernels.convolve(x as tf.Tensor4D, w as tf.Tensor4D, shape),
      [images(), filter],
    );
  });

  it('a first layer has the same filter gradient without the gradient of its input', () => {
    const filter = tf.tensor4d(noise([3, 3, 3, 4], 2), [3, 3, 3, 4]);
    const x = images();
    const of = (inputGradient: boolean): Float32Array[] =>
      everything(
        (w) => nativeKernels.convolve(x, w as tf.Tensor4D, { stride: 2, padding: 1, inputGradient }),
        [filter],
      );
    expect(of(false)).toEqual(of(true));
  });

  it('batch normalisation, its statistics and gradients', () => {
    const scale = tf.tensor1d(noise([3], 3));
    const offset = tf.tensor1d(noise([3], 4));
    expectSame(
      (kernels) => (x, g, b) => {
        const { y, mean, variance } = kernels.batchNormalise(
          x as tf.Tensor4D,
          g as tf.Tensor1D,
          b as tf.Tensor1D,
          1e-5,
        );
        expectClose(mean.dataSync(), tf.mean(images(), [0, 1, 2]).dataSync(), 1e-6);
        // 2 · 7 · 7 values a channel: the unbiased variance is 98/97 of the biased one.
        expectClose(
          variance.dataSync(),
          tf.mul(tf.moments(images(), [0, 1, 2]).variance, 98 / 97).dataSync(),
          1e-5,
        );
        tf.dispose([mean, variance]);
        return y;
      },
      [images(), scale, offset],
    );
  });

  it('rectifier', () => {
    expectSame((kernels) => (x) => kernels.relu(x), [images()]);
  });

  it('bytes from packed words', () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
    const packed = tf.tensor2d(new Int32Array(bytes.buffer), [2, 64], 'int32');
    expect(Array.from(nativeKernels.unpackBytes(packed).dataSync())).toEqual(Array.from(bytes));
    expect(Array.from(portableKernels.unpackBytes(packed).dataSync())).toEqual(Array.from(bytes));
  });

  // Of 700 numbers the native kernels find the 5th and the 200th in different ways.
  it.each([1, 5, 200, 700])('the k-th greatest of a row, k = %s', (k) => {
    const rows = noise([3, 700], 12).map((x) => Math.round(x * 100) / 100);
    const wanted = [0, 1, 2].map((i) => rows.slice(i * 700, (i + 1) * 700).sort((a, b) => b - a)[k - 1]);
    for (const kernels of [nativeKernels, portableKernels]) {
      const found = kernels.kthGreatest(tf.tensor2d(rows, [3, 700]), k);
      expect(found.shape).toEqual([3, 1]);
      expect(Array.from(found.dataSync())).toEqual(wanted);
    }
  });

  it('uniform numbers depend on shape and seed alone and fill [0, 1)', () => {
    for (const kernels of [nativeKernels, portableKernels]) {
      const draw = (low: number): Float32Array =>
        kernels.uniform([1000], [3, low]).dataSync() as Float32Array;
      expect(draw(5)).toEqual(draw(5));
      expect(draw(6)).not.toEqual(draw(5));
      expect(Math.min(...draw(5))).toBeGreaterThanOrEqual(0);
      expect(Math.max(...draw(5))).toBeLessThan(1);
      expect(draw(5).reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
    }
  });
});
