import { describe, expect, it } from 'vitest';
import {
  needsMoreDraws,
  randomViews,
  type AugmentSettings,
  type ViewDraws,
} from '../../src-main/training/augment/views';
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
  jitter: 1,
  blur: 0,
  blurMin: 0.1,
  blurMax: 2,
};

const side = 8;
const images = (): tf.Tensor4D => tf.randomUniform([4, side, side, 3], 0, 1, 'float32', 5);
const random = (): tf.Tensor2D => tf.randomUniform([4, 10], 0, 1, 'float32', 6);
const from = (base: tf.Tensor2D): ViewDraws => ({ base, more: null });
const views = (settings: Partial<AugmentSettings>): tf.Tensor4D =>
  randomViews(images(), from(random()), { ...nothing, ...settings });

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
    const changed = randomViews(dim, from(random()), { ...nothing, contrast: 0.4 });
    const luminance = (x: tf.Tensor4D): Float32Array =>
      tf.mean(tf.sum(tf.mul(x, tf.tensor1d([0.299, 0.587, 0.114])), 3), [1, 2]).dataSync() as Float32Array;
    expectClose(luminance(changed), luminance(dim), 1e-5);
  });

  it('the whole strength stays in [0, 1] and never reads beyond the image', () => {
    const white = tf.ones<tf.Rank.R4>([64, side, side, 3]);
    const draws = tf.randomUniform<tf.Rank.R2>([64, 10], 0, 1, 'float32', 7);
    const cropped = randomViews(white, from(draws), { ...nothing, minArea: 0.2, aspect: 4 / 3, flip: 0.5 });
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
    const cropped = randomViews(ramp, from(centre), { ...nothing, minArea: 0.25, maxArea: 0.25 });
    // Centred: it starts a quarter in, at column 2 - 0.5 + 0.25, and goes on by 0.5.
    const expected = Array.from({ length: side }, (_, i) => (1.75 + 0.5 * i) / side);
    expectClose(cropped.slice([0, 0, 0, 0], [1, 1, side, 1]).dataSync(), expected, 1e-5);
  });

  it('a large image too', () => {
    const large = tf.ones<tf.Rank.R4>([2, 224, 224, 3]);
    const base = tf.randomUniform<tf.Rank.R2>([2, 10], 0, 1, 'float32', 8);
    const more = tf.tensor2d([[0, 0, 0.5], [0, 0, 1]]); // prettier-ignore
    const settings = { ...nothing, minArea: 0.08, aspect: 4 / 3, blur: 1 };
    const found = randomViews(large, { base, more }, settings);
    expect(found.shape).toEqual(large.shape);
    expect(found.min().dataSync()[0]).toBeGreaterThan(1 - 1e-5);
  });

  it('leaves no tensors behind but the views', () => {
    const [given, base, more] = [images(), random(), tf.randomUniform<tf.Rank.R2>([4, 3])];
    const settings = { ...nothing, minArea: 0.2, hue: 0.5, greyscale: 0.2, jitter: 0.8, blur: 0.5 };
    const before = tf.memory().numTensors;
    const found = randomViews(given, { base, more }, settings);
    expect(tf.memory().numTensors).toBe(before + 1);
    tf.dispose([given, base, more, found]);
  });
});

describe('the probability that colours change', () => {
  const count = 4000;
  const strong = { ...nothing, brightness: 0.5, contrast: 0.5, saturation: 0.5, hue: 0.5, greyscale: 0.2 };
  const pixels = (): tf.Tensor4D => tf.tile(tf.tensor4d([[[[0.2, 0.5, 0.6]]]]), [count, 2, 2, 1]);
  const base = (): tf.Tensor2D => tf.randomUniform([count, 10], 0, 1, 'float32', 9);
  const more = (): tf.Tensor2D => tf.randomUniform([count, 3], 0, 1, 'float32', 10);
  const rows = (images: tf.Tensor4D): Float32Array[] => {
    const all = images.dataSync() as Float32Array;
    return Array.from({ length: count }, (_, i) => all.slice(12 * i, 12 * i + 3));
  };
  const share = (all: readonly Float32Array[], is: (row: Float32Array) => boolean): number =>
    all.filter(is).length / all.length;
  const isGrey = ([r = 0, g = 0, b = 0]: Float32Array): boolean => Math.abs(r - g) + Math.abs(g - b) < 1e-5;
  const isUnchanged = ([r = 0, g = 0, b = 0]: Float32Array): boolean =>
    Math.abs(r - 0.2) + Math.abs(g - 0.5) + Math.abs(b - 0.6) < 1e-5;

  it('is that of the draws; greyscale is drawn apart', () => {
    const found = rows(randomViews(pixels(), { base: base(), more: more() }, { ...strong, jitter: 0.7 }));
    // Five standard deviations of a share of 4000 are below 0.04.
    expect(share(found, isGrey)).toBeCloseTo(0.2, 1);
    expect(Math.abs(share(found, isUnchanged) - 0.3 * 0.8)).toBeLessThan(0.04);
    const never = rows(randomViews(pixels(), { base: base(), more: more() }, { ...strong, jitter: 0 }));
    expect(Math.abs(share(never, isUnchanged) - 0.8)).toBeLessThan(0.04);
    expect(share(never, (row) => isUnchanged(row) || isGrey(row))).toBe(1);
  });

  it('changes nothing about the images that it lets through', () => {
    const all = rows(randomViews(pixels(), from(base()), strong));
    const some = rows(randomViews(pixels(), { base: base(), more: more() }, { ...strong, jitter: 0.7 }));
    const draws = more().dataSync();
    const through = all.flatMap((row, i) => ((draws[3 * i] ?? 1) < Math.fround(0.7) ? [[row, some[i]]] : []));
    expect(through.length).toBeGreaterThan(count / 2);
    through.forEach(([row, same]) => expect(same).toEqual(row));
  });

  it('asks for further draws only where they are needed', () => {
    expect(needsMoreDraws(strong)).toBe(false);
    expect(needsMoreDraws({ ...strong, jitter: 0.99 })).toBe(true);
    expect(needsMoreDraws({ ...strong, blur: 0.01 })).toBe(true);
    expect(() => randomViews(pixels(), from(base()), { ...strong, blur: 1 })).toThrow('further draws');
  });
});
