import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src-main/datasets/builtin/random';
import { shapes } from '../../src-main/datasets/builtin/shapes';
import {
  builtinClasses,
  generateBuiltin,
  type BuiltinSplit,
} from '../../src-main/datasets/builtin/generate-builtin';
import { channelStatistics } from '../../src-main/datasets/channel-statistics';

const data = generateBuiltin();

const sha256 = (...parts: readonly Uint8Array[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

const perClass = ({ labels }: BuiltinSplit): readonly number[] =>
  builtinClasses.map((_, label) => labels.filter((other) => other === label).length);

describe('the built-in dataset', () => {
  test('has these very bytes on every machine', () => {
    // A change here is a new dataset: results of earlier runs would not compare with later ones.
    const { train, test: held } = data;
    expect(sha256(train.pixels, train.labels, held.pixels, held.labels)).toBe(
      '93ee81133c39ae94170595a5a6ee119f0c4d1c0f69bf578751a1910c5e67d98d',
    );
  });

  test('holds as many images of each class, in random order', () => {
    expect(perClass(data.train)).toEqual(new Array(10).fill(500));
    expect(perClass(data.test)).toEqual(new Array(10).fill(100));
    expect([...data.train.labels.slice(0, 10)]).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(data.train.pixels.length).toBe(5000 * 32 * 32 * 3);
    expect(data.test.pixels.length).toBe(1000 * 32 * 32 * 3);
  });

  test('is as bright as the recipe says, so that its study settings fit', () => {
    const { mean, deviation } = channelStatistics(data.train.pixels);
    [0.34, 0.36, 0.32].forEach((expected, channel) => {
      expect(Math.abs((mean[channel] ?? 0) - expected)).toBeLessThan(0.015);
    });
    [0.23, 0.24, 0.22].forEach((expected, channel) => {
      expect(Math.abs((deviation[channel] ?? 0) - expected)).toBeLessThan(0.01);
    });
  });

  test('shares no image between training and test', () => {
    const imagesOf = ({ pixels, labels }: BuiltinSplit): readonly string[] =>
      Array.from(labels, (_, i) => sha256(pixels.subarray(i * 3072, (i + 1) * 3072)));
    const all = [...imagesOf(data.train), ...imagesOf(data.test)];
    expect(new Set(all).size).toBe(6000);
  });

  test('is other images for another seed', () => {
    const other = generateBuiltin(2);
    expect(sha256(other.train.pixels)).not.toBe(sha256(data.train.pixels));
    expect(perClass(other.train)).toEqual(new Array(10).fill(500));
  });
});

describe('the shapes', () => {
  test('are in the order of the labels', () => {
    expect(builtinClasses.join(' ')).toBe(
      'circle crescent ring spiral star flower heart drop triangle square',
    );
  });

  test.each(shapes)('$name stays within its unit square and is not empty', ({ signedDistance }) => {
    for (const u of [0, 0.5, 0.999]) {
      let inside = 0;
      for (let y = -2; y <= 2; y += 0.05) {
        for (let x = -2; x <= 2; x += 0.05) {
          if (signedDistance(x, y, u) >= 0) continue;
          inside += 1;
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1.001);
        }
      }
      expect(inside).toBeGreaterThan(100);
    }
  });

  test('have their edges where geometry says', () => {
    const distance = (name: string, x: number, y: number, u = 0): number =>
      shapes.find((shape) => shape.name === name)?.signedDistance(x, y, u) ?? NaN;
    expect(distance('circle', 0.84, 0)).toBeCloseTo(0, 12);
    expect(distance('ring', 0, 0)).toBeCloseTo(0.55, 12); // |0 - 0.70| - 0.15
    expect(distance('square', 0, -0.5)).toBeCloseTo(-0.2, 12);
    expect(distance('triangle', 0, -1)).toBeCloseTo(0, 12); // the tip: 0.5 - 0.5
    expect(distance('star', 0, -1)).toBeCloseTo(0, 12); // y is down, and one tip points up
    expect(distance('star', 0, 0)).toBeLessThan(0);
    expect(distance('heart', 0, 0.56 / 0.62)).toBeCloseTo(0, 12); // the lower tip
    expect(distance('drop', 0, 0.36 + 0.58)).toBeCloseTo(0, 12); // the bottom of its disc
    expect(distance('drop', 0, 0.36 - 1.25)).toBeCloseTo(0, 12); // its point
  });
});

describe('the random numbers', () => {
  test('of close seeds and of the two streams of a seed are unrelated', () => {
    const draw = (seed: number, stream: number): readonly number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 2000 }, () => random.uniform(-1, 1));
    };
    const streams = [draw(1, 0), draw(1, 1), draw(2, 0), draw(2 ** 32 + 1, 0)];
    streams.forEach((a, i) => {
      streams.slice(i + 1).forEach((b) => {
        const products = a.map((value, at) => value * (b[at] ?? 0));
        // The mean of 2,000 products of independent U(-1, 1) has a standard deviation of (1/3)/√2000 = 0.0075.
        expect(Math.abs(products.reduce((sum, p) => sum + p, 0) / 2000)).toBeLessThan(0.03);
      });
    });
  });

  test('are normal where normal ones are wanted', () => {
    const numbers = new Float64Array(100_000);
    createRandom(5, 0).fillNormal(numbers);
    const moment = (power: number): number =>
      numbers.reduce((sum, value) => sum + value ** power, 0) / numbers.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });
});
