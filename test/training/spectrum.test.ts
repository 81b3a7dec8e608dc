import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';
import { nativeKernels } from '../../src-main/engine/kernels/native';
import { portableKernels } from '../../src-main/engine/kernels/portable';
import { collapseOf } from '../../src-main/training/metrics/collapse';
import { measureSpectrum } from '../../src-main/training/metrics/spectrum';
import { tf } from '../../src-main/training/tf';
import { unitRows } from '../../src-main/training/unit-rows';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const rows = (count: number, dimension: number): tf.Tensor2D =>
  tf.tidy(() => unitRows(tf.tensor2d(noise([count, dimension], 5), [count, dimension])));

describe('singular values', () => {
  it.each([
    [40, 6],
    [6, 40],
    [300, 32],
    [1, 4],
  ])('of %s by %s: both kernels agree, and their squares sum to that of all elements', (height, width) => {
    const matrix = tf.tensor2d(noise([height, width], 3), [height, width]);
    const native = nativeKernels.singularValues(matrix).dataSync();
    const portable = portableKernels.singularValues(matrix).dataSync();
    expect(native).toHaveLength(Math.min(height, width));
    expectClose(native, portable, 2e-5);
    const squares = Array.from(native).reduce((sum, value) => sum + value * value, 0);
    expect(squares / (tf.sum(tf.square(matrix)).dataSync()[0] ?? 0)).toBeCloseTo(1, 4);
    expect(Array.from(native).sort((a, b) => b - a)).toEqual(Array.from(native));
  });

  it('of a matrix whose parts are known', () => {
    // diag(3, 2, 0) turned by 45 degrees on the left.
    const h = Math.SQRT1_2;
    const matrix = tf.tensor2d([[3 * h, -2 * h, 0], [3 * h, 2 * h, 0], [0, 0, 0]]); // prettier-ignore
    for (const kernels of [nativeKernels, portableKernels])
      expectClose(kernels.singularValues(matrix).dataSync(), [3, 2, 0], 1e-6);
  });

  it('keeps the small ones: a singular value of 1e-5 beside one of 1', () => {
    const matrix = tf.tensor2d([[1, 0], [0, 1e-5], [0, 0]]); // prettier-ignore
    for (const kernels of [nativeKernels, portableKernels])
      expect((kernels.singularValues(matrix).dataSync()[1] ?? 0) / 1e-5).toBeCloseTo(1, 3);
  });
});

describe('effective rank, spread and deviations', () => {
  it('of rows along the axes, both ways: the dimension, evenly', () => {
    const axes = Array.from({ length: 4 }, (_, d) => [0, 1, 2, 3].map((e) => Number(d === e)));
    const { effectiveRank, spread, spectrum } = measureSpectrum(
      tf.tensor2d([...axes, ...axes.map((row) => row.map((x) => -x))]),
    );
    expectClose([effectiveRank, spread], [4, 1], 1e-5);
    expectClose(spectrum.singularValues, [0.25, 0.25, 0.25, 0.25], 1e-5);
    expectClose(spectrum.deviations, [0.5, 0.5, 0.5, 0.5], 1e-5);
  });

  it.each([
    [50, 8],
    [700, 32],
  ])('of %s random rows of %s dimensions in float64', (count, dimension) => {
    const embeddings = rows(count, dimension);
    const values = embeddings.arraySync();
    const columns = Array.from({ length: dimension }, (_, d) => values.map((row) => row[d] ?? 0));
    const variances = columns.map((column) => {
      const middle = column.reduce((sum, x) => sum + x, 0) / count;
      return column.reduce((sum, x) => sum + (x - middle) ** 2, 0) / count;
    });
    const { spread, spectrum, effectiveRank } = measureSpectrum(embeddings);
    expectClose([spread], [variances.reduce((sum, x) => sum + x, 0)], 1e-5);
    expectClose(
      spectrum.deviations,
      variances.map(Math.sqrt).sort((a, b) => b - a),
      1e-5,
    );
    expect(spectrum.singularValues.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
    const entropy = spectrum.singularValues.reduce((sum, p) => sum - p * Math.log(p), 0);
    expectClose([effectiveRank], [Math.exp(entropy)], 1e-4);
  });

  it('of equal rows: rank 0 and no spread', () => {
    const equal = tf.tensor2d(Array.from({ length: 9 }, () => [0.48, 0.6, 0.64]));
    const { effectiveRank, spread, spectrum } = measureSpectrum(equal);
    expect([effectiveRank, ...spectrum.singularValues]).toEqual([0, 0, 0, 0]);
    expect(spread).toBeLessThan(1e-10);
  });

  it('leaves no tensor behind and is the same twice', () => {
    const embeddings = rows(60, 8);
    const before = tf.memory().numTensors;
    expect(measureSpectrum(embeddings)).toEqual(measureSpectrum(embeddings));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the collapse alarm', () => {
  it('is silent for spread embeddings', () => {
    expect(collapseOf(measureSpectrum(rows(100, 16)), 16)).toBeNull();
    expect(collapseOf({ spread: 0.011, effectiveRank: 2.1 }, 128)).toBeNull();
  });

  it('tells of one point', () => {
    const near = tf.tidy(() => unitRows(tf.add(tf.mul(rows(100, 16), 0.02), 1)));
    expect(collapseOf(measureSpectrum(near), 16)).toContain('one point');
    expect(collapseOf({ spread: 0, effectiveRank: 0 }, 128)).toContain('one point');
  });

  it('tells of one line, where there are more dimensions', () => {
    const line = tf.tensor2d(Array.from({ length: 10 }, (_, i) => [i % 2 === 0 ? 1 : -1, 0, 0]));
    expect(collapseOf(measureSpectrum(line), 3)).toContain('one line');
    expect(collapseOf({ spread: 1, effectiveRank: 1 }, 2)).toBeNull();
  });
});

describe('without TensorFlow', () => {
  beforeAll(() => loadTensorFlow(null));

  it('the spectrum is the same up to rounding', () => {
    const embeddings = rows(40, 8);
    expect(measureSpectrum(embeddings).effectiveRank).toBeGreaterThan(6);
  });
});
