import { beforeAll, describe, expect, it } from 'vitest';
import { blur } from '../../src-main/training/augment/blur';
import { tf } from '../../src-main/training/tf';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const [count, side] = [3, 9];
const values = noise([count, side, side, 3], 4, 1);
const images = (): tf.Tensor4D => tf.tensor4d(values, [count, side, side, 3]);
const settings = { blur: 0.5, blurMin: 0.3, blurMax: 2.3 };

/** One pixel of a Gaussian blur in float64: a weighted mean over all pixels that exist. */
function blurred(image: number, [y, x, channel]: readonly [number, number, number], sigma: number): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const weight = Math.exp(-((y - i) ** 2 + (x - j) ** 2) / (2 * sigma * sigma));
      sum += weight * (values[((image * side + i) * side + j) * 3 + channel] ?? 0);
      total += weight;
    }
  }
  return sum / total;
}

describe.each(['tensorflow', 'cpu'])('blur on the backend %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it('is the convolution with a Gaussian of the width that was drawn', () => {
    const draws = tf.tensor2d([[0, 0], [0.49, 0.5], [0.1, 1]]); // prettier-ignore
    const sigmas = [0.3, 1.3, 2.3];
    const expected = values.map((_, at) => {
      const [image, pixel, channel] = [
        Math.floor(at / (side * side * 3)),
        Math.floor(at / 3) % (side * side),
        at % 3,
      ];
      return blurred(image, [Math.floor(pixel / side), pixel % side, channel], sigmas[image] ?? 0);
    });
    expectClose(blur(images(), draws, settings).dataSync(), expected, 1e-6);
  });

  it('an image that is not drawn is the same, bit for bit', () => {
    const draws = tf.tensor2d([[0.5, 1], [0.9, 0], [0.999, 0.5]]); // prettier-ignore
    expect(blur(images(), draws, settings).dataSync()).toEqual(images().dataSync());
  });

  it('a plain image stays plain up to its edges', () => {
    const plain = tf.fill<tf.Rank.R4>([count, side, side, 3], 0.25);
    const certain = tf.tensor2d([[0, 0.2], [0, 0.6], [0, 1]]); // prettier-ignore
    expectClose(blur(plain, certain, settings).dataSync(), plain.dataSync(), 1e-6);
  });

  it('leaves no tensors behind but the images', () => {
    const [given, draws] = [images(), tf.zeros<tf.Rank.R2>([count, 2])];
    const before = tf.memory().numTensors;
    blur(given, draws, settings).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('happens to the share of the images that was asked for', () => {
  const many = 4000;
  const spots = tf.tile(tf.reshape(tf.oneHot([4], 9).toFloat(), [1, 3, 3, 1]), [
    many,
    1,
    1,
    3,
  ]) as tf.Tensor4D;
  const draws = tf.randomUniform<tf.Rank.R2>([many, 2], 0, 1, 'float32', 11);
  const centres = blur(spots, draws, { ...settings, blur: 0.3 })
    .slice([0, 1, 1, 0], [many, 1, 1, 1])
    .dataSync();
  const share = centres.filter((centre) => centre < 1).length / many;
  // Five standard deviations.
  expect(Math.abs(share - 0.3)).toBeLessThan(0.037);
});
