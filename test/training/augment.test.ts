import { describe, expect, it } from 'vitest';
import { randomViews, type AugmentSettings } from '../../src-main/training/augment/views';
import { tf } from '../../src-main/training/tf';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

const nothing: AugmentSettings = {
  minArea: 1,
  maxArea: 1,
  aspect: 1,
  flip: 0,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  hue: 0,
  greyscale: 0,
};

const side = 8;
const images = (): tf.Tensor4D => tf.randomUniform([4, side, side, 3], 0, 1, 'float32', 5);
const random = (): tf.Tensor2D => tf.randomUniform([4, 10], 0, 1, 'float32', 6);
const views = (settings: Partial<AugmentSettings>): tf.Tensor4D =>
  randomViews(images(), random(), { ...nothing, ...settings });

describe('augmentation', () => {
  it('without any change is the identity', () => {
    expectClose(views({}).dataSync(), images().dataSync(), 1e-5);
  });

  it('a certain flip mirrors the columns', () => {
    expectClose(views({ flip: 1 }).dataSync(), tf.reverse(images(), 2).dataSync(), 1e-5);
  });

  it('a certain greyscale gives the luminance to all channels', () => {
    const luminance = tf.sum(tf.mul(images(), tf.tensor1d([0.299, 0.587, 0.114])), 3, true);
    expectClose(views({ greyscale: 1 }).dataSync(), tf.tile(luminance, [1, 1, 1, 3]).dataSync(), 1e-4);
  });

  it('contrast keeps the mean luminance of an image', () => {
    const dim = tf.add(tf.mul(images(), 0.2), 0.4) as tf.Tensor4D;
    const changed = randomViews(dim, random(), { ...nothing, contrast: 0.4 });
    const luminance = (x: tf.Tensor4D): Float32Array =>
      tf.mean(tf.sum(tf.mul(x, tf.tensor1d([0.299, 0.587, 0.114])), 3), [1, 2]).dataSync() as Float32Array;
    expectClose(luminance(changed), luminance(dim), 1e-5);
  });

  it('the whole strength stays in [0, 1] and never reads beyond the image', () => {
    const white = tf.ones<tf.Rank.R4>([64, side, side, 3]);
    const draws = tf.randomUniform<tf.Rank.R2>([64, 10], 0, 1, 'float32', 7);
    const cropped = randomViews(white, draws, { ...nothing, minArea: 0.2, aspect: 4 / 3, flip: 0.5 });
    expect(cropped.min().dataSync()[0]).toBeGreaterThan(1 - 1e-5);
    const strong = views({
      minArea: 0.1,
      brightness: 1,
      contrast: 1,
      saturation: 1,
      hue: 0.5,
      greyscale: 0.2,
    });
    expect(strong.min().dataSync()[0]).toBeGreaterThanOrEqual(0);
    expect(strong.max().dataSync()[0]).toBeLessThanOrEqual(1);
  });

  it('a crop of a ramp is a ramp between its ends', () => {
    // Columns 0 … 7; a crop of half the width has steps of 0.5 · 8/8 columns per pixel.
    const ramp = tf
      .tile(tf.reshape(tf.range(0, side), [1, 1, side, 1]), [1, side, 1, 3])
      .div(side) as tf.Tensor4D;
    const centre = tf.tensor2d([[0, 0.5, 0.5, 0.5, 0.9, 0, 0, 0, 0, 0]]);
    const cropped = randomViews(ramp, centre, { ...nothing, minArea: 0.25, maxArea: 0.25 });
    // Centred: it starts a quarter in, at column 2 - 0.5 + 0.25, and goes on by 0.5.
    const expected = Array.from({ length: side }, (_, i) => (1.75 + 0.5 * i) / side);
    expectClose(cropped.slice([0, 0, 0, 0], [1, 1, side, 1]).dataSync(), expected, 1e-5);
  });
});
