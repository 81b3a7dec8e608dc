import { describe, expect, it } from 'vitest';
import { contrastive } from '../../src-main/training/loss/contrastive';
import { followingEncoder } from '../../src-main/training/following-encoder';
import { createModel } from '../../src-main/training/model';
import { momentumQueue, type FollowingEncoder } from '../../src-main/training/negatives/momentum-queue';
import { tf } from '../../src-main/training/tf';
import { unitRows } from '../../src-main/training/unit-rows';
import { defaultConfig } from '../../src-shared/config/fields';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const dimension = 3;
const rows = (count: number, seed: number): tf.Tensor2D =>
  tf.tidy(() => unitRows(tf.tensor2d(noise([count, dimension], seed), [count, dimension])));

/** Gives the keys that it is told to, whatever it sees. */
function scripted(keys: readonly tf.Tensor2D[]): FollowingEncoder & { readonly followed: () => number } {
  let at = 0;
  let followed = 0;
  return {
    encode: () => tf.keep(tf.clone(keys[at++] as tf.Tensor2D)),
    follow: () => void (followed += 1),
    followed: () => followed,
    state: {},
    dispose: () => undefined,
  };
}

const twoViews = (images: number): tf.Tensor4D => tf.zeros([2 * images, 1, 1, 3]);
const numbers = (count: number): tf.Tensor1D => tf.range(0, count, 1, 'int32');

describe('the momentum queue', () => {
  it('shows the trained encoder the first views only', () => {
    const queue = momentumQueue(rows(4, 1), scripted([rows(2, 2)]));
    const views = tf.tensor4d([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], [4, 1, 1, 3]);
    expect(Array.from(queue.shown(views).dataSync())).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('replaces its oldest rows, around its end where a batch does not divide it', () => {
    const first = rows(5, 1);
    const before = first.arraySync();
    const keys = [rows(3, 2), rows(3, 3)];
    const queue = momentumQueue(first, scripted(keys));
    for (const _ of keys) {
      queue.shown(twoViews(3)).dispose();
      queue.remember(rows(3, 9), numbers(3));
    }
    const [a, b] = keys.map((key) => key.arraySync());
    const found = (queue.state['negatives.queue'] as unknown as tf.Tensor2D).arraySync();
    expect(found).toEqual([b?.[2], a?.[1], a?.[2], b?.[0], b?.[1]]);
    expect(before).toHaveLength(5);
    expect(queue.state['negatives.queueNext']?.dataSync()[0]).toBe(1);
  });

  it('lets its encoder follow once after each step', () => {
    const encoder = scripted([rows(2, 2), rows(2, 3)]);
    const queue = momentumQueue(rows(4, 1), encoder);
    for (let step = 1; step <= 2; step++) {
      queue.shown(twoViews(2)).dispose();
      queue.remember(rows(2, 9), numbers(2));
      expect(encoder.followed()).toBe(step);
    }
  });

  it('gives the gradient of the mean loss, with keys and queue held fixed', () => {
    const [initial, keys, embeddings] = [rows(6, 1), rows(4, 2), rows(4, 3)];
    const [queued, keyed, shown] = [initial.arraySync(), keys.arraySync(), embeddings.arraySync()];
    const queue = momentumQueue(initial, scripted([keys]));
    queue.shown(twoViews(4)).dispose();
    const moment = { temperature: 0.2, hardest: 6 };
    const forces = contrastive(queue.compare(embeddings, numbers(4)), moment);
    const gradient = queue.gradient(embeddings, numbers(4), forces).dataSync();

    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    const mean = (z: readonly number[][]): number =>
      z.reduce((sum, row, i) => {
        const positive = Math.exp(dot(row, keyed[i] ?? []) / 0.2);
        const rest = queued.reduce((total, other) => total + Math.exp(dot(row, other) / 0.2), 0);
        return sum - Math.log(positive / (positive + rest)) / z.length;
      }, 0);
    const numeric = shown.flatMap((row, i) =>
      row.map((_, d) => {
        const moved = (by: number): number[][] =>
          shown.map((each, j) => each.map((value, e) => (i === j && d === e ? value + by : value)));
        return (mean(moved(1e-5)) - mean(moved(-1e-5))) / 2e-5;
      }),
    );
    expectClose([tf.mean(forces.values).dataSync()[0] ?? 0], [mean(shown)], 1e-5);
    expectClose(gradient, numeric, 1e-5);
  });
});

it('a following encoder starts equal and moves by its momentum', () => {
  const channels = { mean: [0, 0, 0], deviation: [1, 1, 1] };
  const model = createModel(defaultConfig, channels);
  const follower = followingEncoder(model, createModel(defaultConfig, channels), 0.9);
  const weight = (): number => follower.state['following.head.bias']?.dataSync()[0] ?? Number.NaN;
  const start = model.weights['head.bias']?.dataSync()[0] ?? Number.NaN;
  expect(weight()).toBe(start);

  const bias = model.weights['head.bias'];
  bias?.assign(tf.add(bias, 1));
  follower.follow();
  expect(weight()).toBeCloseTo(0.9 * start + 0.1 * (start + 1), 6);
});
