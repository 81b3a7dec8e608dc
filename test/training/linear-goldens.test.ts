import { describe, expect, it } from 'vitest';
import { portableKernels } from '../../src-main/engine/kernels/portable';
import type { Classifier } from '../../src-main/training/evaluate/linear-classifier';
import { paperLearningRate, paperProbe } from '../../src-main/training/evaluate/paper-probe';
import { choosePenalty, ridgeProbe, solveRidge } from '../../src-main/training/evaluate/ridge-probe';
import { standardise } from '../../src-main/training/evaluate/standardise';
import { sgd } from '../../src-main/training/optimizer/sgd';
import { kernels, tf } from '../../src-main/training/tf';
import goldens from '../goldens/linear.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const [rows, testRows, width, classes] = [300, 90, 6, 3];

/** Features as the golden file describes them. */
function features(count: number, seed: number): tf.Tensor2D {
  const means = noise([classes, width], 1, 0.25);
  const values = noise([count, width], seed, 0.35).map((value, i) =>
    Math.fround(value + (means[(Math.floor(i / width) % classes) * width + (i % width)] ?? 0)),
  );
  for (let at = 0; at < values.length; at += width) {
    values[at + 5] = (values[at] ?? 0) + Math.fround(0.1) * (values[at + 5] ?? 0);
  }
  return tf.tensor2d(values, [count, width]);
}

const labels = (count: number): tf.Tensor1D =>
  tf.tensor1d(
    Array.from({ length: count }, (_, i) => i % classes),
    'int32',
  );

/** Places of the numbers in rising order. */
const ranks = (seed: number): number[] => {
  const values = noise([rows], seed);
  return Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
};

describe("the paper's protocol", () => {
  it('takes the steps of PyTorch', () => {
    const train = {
      features: tf.concat([features(rows, 2), features(rows, 3)]),
      labels: tf.concat([labels(rows), labels(rows)]),
    };
    const test = { features: features(testRows, 4), labels: labels(testRows) };
    let trained: Classifier | undefined;
    const found = { weights: new Float32Array(), bias: new Float32Array() };
    const result = paperProbe(
      { train, test },
      {
        classes,
        epochs: 10,
        weights: tf.tensor2d(noise([width, classes], 5, 0.01), [width, classes]),
        rows: (epoch) => {
          const flips = noise([rows], 200 + epoch);
          const order = ranks(100 + epoch).map((row, i) => ((flips[i] ?? 0) > 0 ? row + rows : row));
          return tf.tensor1d(order, 'int32');
        },
        optimizer: (classifier) => {
          trained = classifier;
          return sgd(classifier, {
            momentum: 0.9,
            nesterov: false,
            weightDecay: 0,
            decays: () => false,
          });
        },
        onEpoch: (done) => {
          if (done < 10) return;
          found.weights = trained?.weights.dataSync().slice() as Float32Array<ArrayBuffer>;
          found.bias = trained?.bias.dataSync().slice() as Float32Array<ArrayBuffer>;
        },
      },
    );
    const golden = goldens.paper;
    expectClose(found.weights, golden.weights, 2e-5);
    expectClose(found.bias, golden.bias, 2e-5);
    expect(result.confusion).toEqual(golden.confusion);
    expectClose(
      [result.last, result.best],
      [golden.accuracies.at(-1) ?? 0, Math.max(...golden.accuracies)],
      1e-6,
    );
    expect(result.perClass).toEqual(golden.confusion.map((row, i) => (row[i] ?? 0) / 30));
  });

  it('has a learning rate of 30 that falls to a fifth after 40, 60 and 80 % of the epochs', () => {
    const rates = [0, 39, 40, 59, 60, 79, 80, 99].map((epoch) => paperLearningRate(epoch, 100));
    expectClose(rates, [30, 30, 6, 6, 1.2, 1.2, 0.24, 0.24], 1e-12);
    expect(paperLearningRate(0, 1)).toBe(30);
  });
});

describe('ridge', () => {
  const data = (): Parameters<typeof ridgeProbe>[0] => {
    const scaled = standardise(features(rows, 2), features(testRows, 4));
    return {
      train: { features: scaled.train, labels: labels(rows) },
      test: { features: scaled.test, labels: labels(testRows) },
    };
  };
  const order = (): tf.Tensor1D => tf.tensor1d(ranks(300), 'int32');

  it('chooses the penalty and finds the weights that scikit-learn does', () => {
    const { train, test } = data();
    const { penalty, total } = choosePenalty(train, { classes, order: order() });
    expect(penalty).toBe(goldens.ridge.penalty);
    const { weights, bias } = solveRidge(total, penalty);
    expectClose(weights.dataSync(), goldens.ridge.weights, 5e-5);
    expectClose(bias.dataSync(), goldens.ridge.bias, 5e-5);
    const result = ridgeProbe({ train, test }, { classes, order: order() });
    expect(result.confusion).toEqual(goldens.ridge.confusion);
    expectClose([result.last, result.best], [goldens.ridge.accuracy, goldens.ridge.accuracy], 1e-6);
  });

  it('is the same in plain JavaScript', () => {
    const left = tf.tensor2d(noise([20, 5], 7), [20, 5]);
    const matrix = tf.matMul(left, left, true, false) as tf.Tensor2D;
    const right = tf.tensor2d(noise([5, 3], 8), [5, 3]);
    const solved = portableKernels.solve(matrix, right);
    expectClose(kernels().solve(matrix, right).dataSync(), solved.dataSync(), 1e-5);
    expectClose(tf.matMul(matrix, solved).dataSync(), right.dataSync(), 1e-5);
  });
});
