import { expect, it } from 'vitest';
import { chooseLoss } from '../../src-main/training/loss/choose-loss';
import { batchNegatives } from '../../src-main/training/negatives/batch';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const images = 4;
const views = 2 * images;
const dimension = 3;
const k = 2;
const tau = 0.3;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Mean loss of all views in float64, straight from Eq 1, Eq 3 and Eq 9. */
function reference(rows: readonly number[][], kind: RunConfig['loss.kind']): number {
  const values = rows.map((row, i) => {
    const other = (i + images) % views;
    const positive = dot(row, rows[other] ?? []);
    const all = rows.flatMap((candidate, j) => (j === i || j === other ? [] : [dot(row, candidate)]));
    const negatives = kind.startsWith('hard') ? all.sort((a, b) => b - a).slice(0, k) : all;
    if (kind.endsWith('simple'))
      return -positive + negatives.reduce((sum, s) => sum + s, 0) / negatives.length;
    const rest = negatives.reduce((sum, s) => sum + Math.exp(s / tau), 0);
    return -Math.log(Math.exp(positive / tau) / (rest + Math.exp(positive / tau)));
  });
  return values.reduce((sum, value) => sum + value, 0) / views;
}

function unitRows(seed: number): number[][] {
  const flat = noise([views, dimension], seed);
  return Array.from({ length: views }, (_, i) => {
    const row = Array.from(flat.slice(i * dimension, (i + 1) * dimension));
    const norm = Math.sqrt(dot(row, row));
    return row.map((value) => value / norm);
  });
}

const kinds = ['contrastive', 'simple', 'hard-contrastive', 'hard-simple'] as const;

it.each(kinds)('negatives from the batch: %s and its gradient in a random direction', (kind) => {
  const rows = unitRows(7);
  const direction = noise([views, dimension], 8);
  const config = { ...defaultConfig, 'loss.kind': kind };
  const source = batchNegatives(images);
  const embeddings = tf.tensor2d(rows);
  const numbers = tf.range(0, images, 1, 'int32');

  const terms = chooseLoss(config)(source.compare(embeddings, numbers), { temperature: tau, hardest: k });
  const gradient = Array.from(source.gradient(embeddings, numbers, terms).dataSync());

  const moved = (size: number): number[][] =>
    rows.map((row, i) => row.map((value, d) => value + size * (direction[i * dimension + d] ?? 0)));
  const difference = (reference(moved(1e-5), kind) - reference(moved(-1e-5), kind)) / 2e-5;
  const slope = gradient.reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0);

  expect(tf.mean(terms.values).dataSync()[0]).toBeCloseTo(reference(rows, kind), 5);
  expect(slope).toBeCloseTo(difference, 5);
});
