import { expect, it } from 'vitest';
import { knnAccuracy, knnVotes } from '../../src-main/training/metrics/knn';
import { tolerance } from '../../src-main/training/metrics/tolerance';
import { uniformity } from '../../src-main/training/metrics/uniformity';
import { tf } from '../../src-main/training/tf';
import goldens from '../goldens/metrics.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

const classes = 4;
const settings = { neighbours: 5, temperature: 0.07, classes };

it('uniformity', () => {
  expectClose([uniformity(tf.tensor2d(goldens.embeddings))], [goldens.uniformity], 1e-5);
});

it('tolerance', () => {
  const labels = tf.tensor1d(goldens.labels, 'int32');
  expectClose([tolerance(tf.tensor2d(goldens.embeddings), labels, classes)], [goldens.tolerance], 1e-5);
});

it('kNN votes and predictions', () => {
  const bank = tf.tensor2d(goldens.embeddings);
  const labels = tf.tensor1d(goldens.labels, 'int32');
  const queries = tf.tensor2d(goldens.queries);
  const votes = knnVotes(queries, bank, labels, settings);
  expectClose(votes.dataSync(), goldens.knnVotes.flat(), 1e-5);
  expect(votes.argMax(1).arraySync()).toEqual(goldens.knnPrediction);
  const own = { rows: queries, labels: tf.tensor1d(goldens.knnPrediction, 'int32') };
  expect(knnAccuracy(own, { rows: bank, labels }, settings)).toBe(1);
});

it('uniformity of equal rows is 0 and of an antipodal pair 4t', () => {
  expectClose([uniformity(tf.tensor2d([[1, 0], [1, 0], [1, 0]]))], [0], 1e-6); // prettier-ignore
  expectClose([uniformity(tf.tensor2d([[1, 0], [-1, 0]]))], [8], 1e-6); // prettier-ignore
});

it('tolerance of a set without a pair of one class is not a number', () => {
  expect(tolerance(tf.tensor2d([[1, 0], [0, 1]]), tf.tensor1d([0, 1], 'int32'), 2)).toBeNaN(); // prettier-ignore
});
