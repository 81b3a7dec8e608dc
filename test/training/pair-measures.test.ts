import { describe, expect, it } from 'vitest';
import { chooseLoss } from '../../src-main/training/loss/choose-loss';
import { alignment } from '../../src-main/training/metrics/alignment';
import { binEdges } from '../../src-main/training/metrics/bins';
import { falseNegatives } from '../../src-main/training/metrics/false-negatives';
import { nearestNegatives } from '../../src-main/training/metrics/nearest-negatives';
import type { ViewPairs } from '../../src-main/training/metrics/pairs';
import { measurePenalties, type PenaltyMeasures } from '../../src-main/training/metrics/penalties';
import { similarityHistogram } from '../../src-main/training/metrics/similarity-histogram';
import { tolerance } from '../../src-main/training/metrics/tolerance';
import { tf } from '../../src-main/training/tf';
import { unitRows } from '../../src-main/training/unit-rows';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { effectiveNegatives, penaltyEntropy, relativePenalties } from '../../src-shared/hardness';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';
import {
  mean,
  negativesOf,
  referenceAlignment,
  referenceFalseNegatives,
  referenceHistogram,
  similaritiesOf,
} from '../helpers/reference-measures';

useTensorFlow();

interface Sample extends ViewPairs {
  readonly similarities: readonly (readonly number[])[];
  readonly ownLabels: readonly number[];
}

/** Two noisy views of `count` random directions. */
function sample(count: number, labels: readonly number[], dimension = 6): Sample {
  const shape: [number, number] = [count, dimension];
  const view = (seed: number): tf.Tensor2D =>
    tf.tidy(() =>
      unitRows(
        tf.tensor2d(
          noise(shape, 1).map((x, i) => x + (noise(shape, seed, 0.4)[i] ?? 0)),
          shape,
        ),
      ),
    );
  const [first, second] = [view(2), view(3)];
  return {
    first,
    second,
    labels: tf.tensor1d([...labels], 'int32'),
    similarities: similaritiesOf(first.arraySync(), second.arraySync()),
    ownLabels: labels,
  };
}

const alike = (count: number): ViewPairs => {
  const rows = tf.tensor2d(Array.from({ length: count }, () => [0.6, 0.8]));
  return { first: rows, second: rows, labels: tf.tensor1d(Array<number>(count).fill(0), 'int32') };
};

const penaltiesOf = (pairs: ViewPairs, part: Partial<RunConfig>, hardest: number): PenaltyMeasures => {
  const loss = chooseLoss({ ...defaultConfig, ...part });
  return measurePenalties(pairs, (block) => loss(block, { temperature: 0.2, hardest }).penalties);
};

/** One block, and more than one with a last one that is not full. */
const sizes = [
  ['few images', 17, Array.from({ length: 17 }, (_, i) => i % 3)],
  ['more than a block', 530, Array.from({ length: 530 }, (_, i) => (i * 7) % 10)],
  ['one class only', 12, Array<number>(12).fill(0)],
  ['a class with one image', 8, [0, 1, 1, 1, 2, 2, 2, 2]],
  ['two images', 2, [0, 1]],
] as const;

describe.each(sizes)('against float64: %s', (_name, count, labels) => {
  let made: Sample | undefined;
  const pairs = (): Sample => (made ??= sample(count, labels));

  it('alignment', () => {
    const { first, second } = pairs();
    expectClose(
      [alignment({ first, second, labels: tf.tensor1d([]) })],
      [referenceAlignment(first.arraySync(), second.arraySync())],
      1e-5,
    );
  });

  it('histograms of similarity', () => {
    const own = pairs();
    // A similarity on the border of two bins may fall into either.
    const isOnBorder = (s: number): boolean => Math.abs(s * 40 - Math.round(s * 40)) < 2e-5;
    const borders = own.similarities.flat().filter(isOnBorder).length;
    const { edges, positive, sameClass, otherClass } = similarityHistogram(own);
    const wanted = referenceHistogram(own.similarities, own.ownLabels, edges);
    [positive, sameClass, otherClass].forEach((counts, group) => {
      const differences = counts.map((n, bin) => Math.abs(n - (wanted[group]?.[bin] ?? 0)));
      expect(differences.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2 * borders);
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(wanted[group]?.reduce((sum, n) => sum + n, 0));
    });
    expect(borders).toBeLessThan(own.similarities.length);
  });

  it('nearest negatives', () => {
    const own = pairs();
    const sorted = negativesOf(own.similarities, own.ownLabels);
    const ranks = Array.from({ length: Math.min(10, count - 1) }, (_, rank) => rank);
    const found = nearestNegatives(own);
    expectClose([found.positive], [mean(own.similarities.map((row, i) => row[i] ?? 0))], 1e-5);
    expectClose(
      found.nearest,
      ranks.map((rank) => mean(sorted.map((row) => row[rank]?.s ?? 0))),
      1e-5,
    );
    expectClose(
      found.sameClass,
      ranks.map((rank) => mean(sorted.map((row) => (row[rank]?.isSame ? 1 : 0)))),
      1e-5,
    );
  });

  it.each([1, 3, 400])('false negatives, k = %s', (wanted) => {
    const own = pairs();
    const k = Math.min(wanted, count - 1);
    expectClose(
      [falseNegatives(own, k)],
      [referenceFalseNegatives(own.similarities, own.ownLabels, k)],
      1e-5,
    );
  });

  it.each([
    ['contrastive', undefined],
    ['hard-contrastive', 5],
  ] as const)('penalties of the loss %s', (kind, wanted) => {
    const own = pairs();
    const n = count - 1;
    const k = wanted === undefined ? undefined : Math.min(wanted, n);
    const negatives = own.similarities.map((row, i) => row.filter((_, j) => j !== i));
    const penalties = negatives.map((row) => relativePenalties(row, 0.2, k));
    const { entropy, effective, curve } = penaltiesOf(own, { 'loss.kind': kind }, k ?? n);
    if (n > 1) {
      expectClose([entropy], [mean(penalties.map((r) => penaltyEntropy(r) / Math.log(n)))], 1e-5);
    }
    expectClose([effective], [mean(penalties.map((r) => effectiveNegatives(r) / n))], 1e-5);

    const bins = curve.edges.length - 1;
    const of = (s: number): number => Math.min(bins - 1, Math.floor(((s + 1) * bins) / 2));
    const mass = Array<number>(bins).fill(0);
    const among = Array<number>(bins).fill(0);
    negatives.forEach((row, i) =>
      row.forEach((s, j) => {
        mass[of(s)] = (mass[of(s)] ?? 0) + (penalties[i]?.[j] ?? 0);
        among[of(s)] = (among[of(s)] ?? 0) + 1;
      }),
    );
    expectClose(curve.mass, mass.map((sum) => sum / count), 2e-4); // prettier-ignore
    expect(curve.mass.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
    curve.penalty.forEach((value, bin) => {
      const isEmpty = among[bin] === 0;
      expect(value === null).toBe(isEmpty);
      // One pair on the border of a bin moves little of many.
      if (value === null || (among[bin] ?? 0) <= 50) return;
      const all = value * ((among[bin] ?? 0) / n);
      expect(Math.abs(all - (mass[bin] ?? 0))).toBeLessThan(0.05 * (mass[bin] ?? 0) + 1e-4);
    });
  });
});

it('the same views twice have the tolerance of their class as mean similarity', () => {
  const { first, labels } = sample(
    40,
    Array.from({ length: 40 }, (_, i) => i % 4),
  );
  const { edges, sameClass } = similarityHistogram({ first, second: first, labels });
  const middles = sameClass.map((_, i) => ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2);
  const pairs = sameClass.reduce((sum, n) => sum + n, 0);
  const average = sameClass.reduce((sum, n, i) => sum + n * (middles[i] ?? 0), 0) / pairs;
  expect(Math.abs(average - tolerance(first, labels, 4))).toBeLessThan(1 / 80);
});

describe('the penalties of other losses', () => {
  const own = (): Sample => sample(30, Array.from({ length: 30 }, (_, i) => i % 3)); // prettier-ignore

  it('without hardness are even: everything counts', () => {
    const { entropy, effective, curve } = penaltiesOf(own(), { 'loss.kind': 'simple' }, 29);
    expectClose([entropy, effective], [1, 1], 1e-5);
    for (const value of curve.penalty) if (value !== null) expect(value).toBeCloseTo(1, 4);
  });

  it('over the k nearest without hardness: k of n', () => {
    const { entropy, effective } = penaltiesOf(own(), { 'loss.kind': 'hard-simple' }, 7);
    expectClose([entropy, effective], [Math.log(7) / Math.log(29), 7 / 29], 1e-5);
  });

  it('in the limit τ → 0 are one negative', () => {
    const { entropy, effective } = penaltiesOf(own(), { 'loss.kind': 'triplet-limit' }, 29);
    expectClose([entropy, effective], [0, 1 / 29], 1e-5);
  });

  it('that pull far negatives have an entropy of magnitudes and a curve below 0', () => {
    const part = { 'loss.kind': 'reweighted-hard', 'loss.concentration': 2 } as const;
    const { entropy, effective, curve } = penaltiesOf(own(), part, 29);
    expect(entropy).toBeGreaterThan(0);
    expect(entropy).toBeLessThan(1);
    expect(effective).toBeLessThan(1);
    expect(Math.min(...curve.mass)).toBeLessThan(0);
    expect(curve.mass.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  });
});

describe('where nothing can be told apart', () => {
  it('all embeddings equal: even penalties, the last bin, every negative as near as the positive', () => {
    const pairs = alike(6);
    expectClose([alignment(pairs)], [0], 1e-6);
    expect(similarityHistogram(pairs).sameClass.at(-1)).toBe(30);
    expect(nearestNegatives(pairs)).toEqual({
      positive: 1,
      nearest: [1, 1, 1, 1, 1],
      sameClass: [1, 1, 1, 1, 1],
    });
    expect(falseNegatives(pairs, 2)).toBe(1);
    const { entropy, effective, curve } = penaltiesOf(pairs, {}, 5);
    expectClose([entropy, effective], [1, 1], 1e-5);
    expect(curve.penalty.at(-1)).toBeCloseTo(1, 5);
    expect(curve.penalty.slice(0, -1).every((value) => value === null)).toBe(true);
  });

  it('one image has no negatives', () => {
    const pairs = alike(1);
    expect(falseNegatives(pairs, 1)).toBeNaN();
    expect(nearestNegatives(pairs)).toEqual({ positive: 1, nearest: [], sameClass: [] });
    expect(penaltiesOf(pairs, {}, 1).entropy).toBeNaN();
  });
});

it('leaves no tensor behind and is the same twice, bit for bit', () => {
  const pairs = sample(
    530,
    Array.from({ length: 530 }, (_, i) => i % 4),
  );
  const all = (): unknown => [
    alignment(pairs),
    similarityHistogram(pairs),
    nearestNegatives(pairs),
    falseNegatives(pairs, 9),
    penaltiesOf(pairs, {}, 9),
  ];
  const before = tf.memory().numTensors;
  expect(all()).toEqual(all());
  expect(tf.memory().numTensors).toBe(before);
});

it('the bins have equal width and end at -1 and 1', () => {
  expect([binEdges[0], binEdges[40], binEdges.at(-1), binEdges.length]).toEqual([-1, 0, 1, 81]);
});
