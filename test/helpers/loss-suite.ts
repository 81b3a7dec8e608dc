/** What every loss has to keep, whichever backend computes it: call once at the top of a file that has loaded one. */

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tf } from '../../src-main/training/tf';
import { expectClose } from './close';
import { pushes, randomNumbers, termsOf, withExclusions, type TermNumbers } from './loss-numbers';
import { lossVariants, type Variant } from './loss-variants';
import { referenceGradient, referenceValues, type Numbers } from './reference-losses';

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);

function expectSound(terms: TermNumbers, numbers: Numbers): void {
  const flat = [...terms.values, ...terms.pull, ...terms.push, ...terms.penalties.flat()];
  expect(flat.filter((x) => !Number.isFinite(x))).toEqual([]);
  expect(Math.min(...terms.push)).toBeGreaterThanOrEqual(0);
  expectClose(
    terms.penalties.map(sum),
    terms.penalties.map(() => 1),
    1e-5,
  );
  numbers.negatives.forEach((row, i) => {
    row.forEach((s, j) => {
      if (s === -Infinity) expect(terms.penalties[i]?.[j]).toBe(0);
    });
  });
}

/** Similarities at the ends of their range and all alike, for three anchors. */
const extremes: readonly Numbers[] = [-1, 0.3, 1].flatMap((positive) =>
  [
    [-1, -1, -1, -1],
    [1, 1, 1, 1],
    [0.3, 0.3, 0.3, 0.3],
    [1, -1, -1, 1],
    [-1, 1, -Infinity, 0],
    [-Infinity, -Infinity, -Infinity, 0.5],
  ].map((row) => ({ positives: [positive, positive, -positive], negatives: [row, row, row] })),
);

function finiteness({ config }: Variant): void {
  it.each([0.01, 0.07, 1, 10])('is finite at the ends of what similarities can be, τ = %s', (temperature) => {
    for (const numbers of extremes)
      for (const hardest of [1, 3]) expectSound(termsOf(config, { temperature, hardest }, numbers), numbers);
  });

  it.each([1, 4])('takes one negative, alone or among %s columns', (columns) => {
    const { positives } = randomNumbers(3, 1, 5);
    const negatives = positives.map((s, i) =>
      Array.from({ length: columns }, (_, j) => (j === i % columns ? -0.9 * s : -Infinity)),
    );
    const moment = { temperature: 0.2, hardest: 1 };
    const terms = termsOf(config, moment, { positives, negatives });
    expectSound(terms, { positives, negatives });
    expectClose(terms.values, referenceValues({ positives, negatives }, { config, moment }), 1e-5);
  });
}

const situations = fc.record({
  seed: fc.nat(1_000_000),
  logTemperature: fc.double({ min: Math.log(0.01), max: Math.log(10), noNaN: true }),
  hardest: fc.integer({ min: 1, max: 6 }),
  isExcluding: fc.boolean(),
});

function oracle({ config }: Variant): void {
  it('has the value and the gradient of the formula in float64', () => {
    fc.assert(
      fc.property(situations, ({ seed, logTemperature, hardest, isExcluding }) => {
        const all = randomNumbers(4, 7, seed);
        const numbers = isExcluding ? withExclusions(all) : all;
        const moment = { temperature: Math.fround(Math.exp(logTemperature)), hardest };
        const terms = termsOf(config, moment, numbers);
        expectSound(terms, numbers);
        // Rounding of s/τ in single precision is the greatest error.
        const tolerance = 3e-6 * Math.max(2, 1 / moment.temperature) + 3e-6 * flatness(config);
        const gradient = referenceGradient(numbers, { config, moment });
        expectClose(terms.values, referenceValues(numbers, { config, moment }), tolerance);
        expectClose(
          terms.pull,
          gradient.positives.map((g) => -g),
          tolerance,
        );
        expectClose(pushes(terms).flat(), gradient.negatives.flat(), tolerance);
      }),
      { seed: 20_201_209, numRuns: 25 },
    );
  });
}

/** How much more a target near the greatest entropy asks of the temperature: there the entropy hardly moves. */
const flatness = (config: Variant['config']): number =>
  config['loss.kind'] === 'entropy-targeted' ? 1 / (1 - config['loss.entropyTarget']) : 0;

function order({ config }: Variant): void {
  const numbers = randomNumbers(5, 8, 77);
  const moment = { temperature: 0.2, hardest: 3 };
  let terms: TermNumbers;
  beforeAll(() => {
    terms = termsOf(config, moment, numbers);
  });

  it('permutes its penalties with the negatives', () => {
    const columns = [3, 0, 7, 1, 6, 2, 5, 4];
    const permuted = <T>(row: readonly T[]): T[] => columns.map((j) => row[j] as T);
    const moved = termsOf(config, moment, { ...numbers, negatives: numbers.negatives.map(permuted) });
    expectClose(moved.values, terms.values, 1e-5);
    expectClose(moved.pull, terms.pull, 1e-5);
    expectClose(moved.push, terms.push, 1e-5);
    expectClose(moved.penalties.flat(), terms.penalties.map(permuted).flat(), 1e-5);
  });

  it('permutes everything with the anchors', () => {
    const rows = [4, 2, 0, 1, 3];
    const permuted = <T>(all: readonly T[]): T[] => rows.map((i) => all[i] as T);
    const { positives, negatives } = numbers;
    const moved = termsOf(config, moment, {
      positives: permuted(positives),
      negatives: permuted(negatives),
    });
    expectClose(moved.values, permuted(terms.values), 1e-5);
    expectClose(moved.pull, permuted(terms.pull), 1e-5);
    expectClose(moved.push, permuted(terms.push), 1e-5);
    expectClose(moved.penalties.flat(), permuted(terms.penalties).flat(), 1e-5);
  });

  it('is the same without the columns that are excluded', () => {
    const excluding = withExclusions(numbers);
    const without = { ...numbers, negatives: excluding.negatives.map((row) => row.filter(Number.isFinite)) };
    const [long, short] = [termsOf(config, moment, excluding), termsOf(config, moment, without)];
    const kept = long.penalties.map((row, i) =>
      row.filter((_, j) => Number.isFinite(excluding.negatives[i]?.[j])),
    );
    expectClose(long.values, short.values, 1e-5);
    expectClose(long.pull, short.pull, 1e-5);
    expectClose(long.push, short.push, 1e-5);
    expectClose(kept.flat(), short.penalties.flat(), 1e-5);
  });
}

function housekeeping({ config }: Variant): void {
  const numbers = withExclusions(randomNumbers(6, 300, 9));
  const moment = { temperature: 0.15, hardest: 40 };

  it('is the same twice, bit for bit', () => {
    expect(termsOf(config, moment, numbers)).toEqual(termsOf(config, moment, numbers));
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    termsOf(config, moment, numbers);
    expect(tf.memory().numTensors).toBe(before);
  });
}

export function everyLoss(): void {
  describe.each(lossVariants)('$name', (variant) => {
    finiteness(variant);
    oracle(variant);
    describe('order', () => {
      order(variant);
    });
    housekeeping(variant);
  });
}
