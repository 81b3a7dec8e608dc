import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../../src-main/training/loss/loss';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { penaltyEntropy } from '../../src-shared/hardness';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { pushes, randomNumbers, termsOf, type TermNumbers } from '../helpers/loss-numbers';
import { lossVariants } from '../helpers/loss-variants';
import type { Numbers } from '../helpers/reference-losses';

useTensorFlow();

const anchors = 6;
const columns = 12;
const numbers = randomNumbers(anchors, columns, 2012);
const moment: Moment = { temperature: 0.3, hardest: 4 };

const terms = (part: Partial<RunConfig>, at: Partial<Moment> = {}, of: Numbers = numbers): TermNumbers =>
  termsOf({ ...defaultConfig, ...part }, { ...moment, ...at }, of);

function expectSame(found: TermNumbers, wanted: TermNumbers, tolerance = 1e-5): void {
  expectClose(found.values, wanted.values, tolerance);
  expectForces(found, wanted, tolerance);
}
function expectForces(found: TermNumbers, wanted: TermNumbers, tolerance = 1e-5): void {
  expectClose(found.pull, wanted.pull, tolerance);
  expectClose(pushes(found).flat(), pushes(wanted).flat(), tolerance);
}

describe('what the paper derives', () => {
  it('the entropy of the penalties rises with τ', () => {
    const temperature = fc.double({ min: 0.02, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100_000), temperature, temperature, (seed, one, other) => {
        const of = randomNumbers(2, 20, seed);
        const entropies = [Math.min(one, other), Math.max(one, other)].map((tau) =>
          terms({}, { temperature: tau }, of).penalties.map((row) => penaltyEntropy(row)),
        );
        entropies[0]?.forEach((low, i) => {
          expect(entropies[1]?.[i]).toBeGreaterThanOrEqual(low - 1e-5);
        });
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('pull and push of the contrastive loss balance for each anchor (Eq 4)', () => {
    const { pull, push } = terms({});
    expectClose(pull, push, 1e-6);
  });

  it('τ→0: τ times the loss is the triplet limit, and so are the forces (Eq 6)', () => {
    const temperature = 2e-4;
    const limit = terms({ 'loss.kind': 'triplet-limit' });
    const small = terms({}, { temperature });
    // 0 ≤ τ log(1 + Σ exp(d/τ)) - max(d_max, 0) ≤ τ log(1 + K).
    small.values.forEach((value, i) => {
      const excess = value * temperature - (limit.values[i] ?? Number.NaN);
      expect(excess).toBeGreaterThanOrEqual(-1e-6);
      expect(excess).toBeLessThanOrEqual(temperature * Math.log(1 + columns) + 1e-6);
    });
    expectClose(
      small.pull.map((p) => p * temperature),
      limit.pull,
      1e-4,
    );
    expectClose(small.penalties.flat(), limit.penalties.flat(), 1e-3);
  });

  it("τ→∞: τ (loss - log N) is Eq 7, the simple loss of the author's code", () => {
    const temperature = 100;
    const large = terms({}, { temperature });
    const limit = terms({ 'loss.kind': 'simple', 'loss.form': 'author-code' });
    // The next term of the series is the variance of the similarities over 2τ, at most 1/200.
    expectClose(
      large.values.map((value) => (value - Math.log(columns + 1)) * temperature),
      limit.values,
      6e-3,
    );
    expectClose(
      large.pull.map((p) => p * temperature),
      limit.pull,
      2e-2,
    );
    expectClose(large.penalties.flat(), limit.penalties.flat(), 2e-2);
  });

  it.each(['contrastive', 'simple'] as const)(
    'all negatives as the nearest ones give the %s loss',
    (kind) => {
      for (const hardest of [columns, columns + 5])
        expectSame(terms({ 'loss.kind': `hard-${kind}` }, { hardest }), terms({ 'loss.kind': kind }), 1e-6);
    },
  );

  it('negatives beyond the k nearest get nothing (Eq 8)', () => {
    terms({ 'loss.kind': 'hard-contrastive' }).penalties.forEach((row, i) => {
      const order = (numbers.negatives[i] ?? []).toSorted((a, b) => b - a);
      row.forEach((r, j) => {
        expect(r > 0).toBe((numbers.negatives[i]?.[j] ?? 0) >= (order[moment.hardest - 1] ?? 0));
      });
    });
  });

  it('negatives exactly as near as the k-th all count', () => {
    const tied = { positives: [0.9], negatives: [[0.5, 0.2, 0.5, 0.5, -0.1]] };
    const third = [1 / 3, 0, 1 / 3, 1 / 3, 0];
    for (const kind of ['hard-simple', 'hard-contrastive', 'triplet-limit'] as const)
      expectClose(terms({ 'loss.kind': kind }, { hardest: 2 }, tied).penalties[0] ?? [], third, 1e-6);
  });
});

describe("the author's code", () => {
  const form = { 'loss.form': 'author-code' } as const;

  it('over all similarities is the simple loss times 1 - 1/N', () => {
    const share = 1 - 1 / (columns + 1);
    const own = terms({ 'loss.kind': 'simple', ...form });
    const plain = terms({ 'loss.kind': 'simple' });
    const scaled = (xs: readonly number[]): number[] => xs.map((x) => x * share);
    expectSame(own, {
      values: scaled(plain.values),
      pull: scaled(plain.pull),
      push: scaled(plain.push),
      penalties: plain.penalties,
    });
  });

  // The greatest, in the middle of the five greatest, the sixth, and the least.
  it.each([
    [0.9, true],
    [0.45, true],
    [0.15, false],
    [-0.9, false],
  ])('a positive of %s belongs to the five greatest: %s', (positive, belongs) => {
    const of = { positives: [positive], negatives: [[0.1, 0.5, 0.4, 0.2, 0.3, 0.6, -0.5]] };
    const part = { 'loss.kind': 'hard-contrastive', ...form } as const;
    const own = terms(part, {}, of);
    if (belongs) {
      expectSame(own, terms({ 'loss.kind': 'hard-contrastive' }, {}, of), 1e-6);
      return;
    }
    const withOneMore = terms(
      { 'loss.kind': 'decoupled' },
      {},
      {
        positives: of.positives,
        negatives: [[-Infinity, 0.5, 0.4, 0.2, 0.3, 0.6, -Infinity]],
      },
    );
    expectSame(own, withOneMore, 1e-6);
  });
});

describe('later losses at the ends of their parameters', () => {
  it('debiased without a prior is the contrastive loss', () => {
    expectSame(terms({ 'loss.kind': 'debiased', 'loss.positivePrior': 0 }), terms({}), 1e-6);
  });

  it('debiased far below its bound leaves the negatives alone', () => {
    const near = { positives: [0.95], negatives: [[-0.2, -0.9, 0]] };
    const bound = terms({ 'loss.kind': 'debiased', 'loss.positivePrior': 0.5 }, {}, near);
    expect(bound.push).toEqual([0]);
    // N_g = 3 exp(-1/τ), so m = log 3 - (1 + 0.95)/τ.
    const margin = Math.log(3) - 1.95 / moment.temperature;
    expectClose(bound.values, [Math.log1p(Math.exp(margin))], 1e-6);
    expectClose(bound.pull, [1 / (1 + Math.exp(-margin)) / moment.temperature], 1e-6);
  });

  it('reweighted with a small β is the debiased loss', () => {
    const debiased = terms({ 'loss.kind': 'debiased' });
    const near = (beta: number): TermNumbers =>
      terms({ 'loss.kind': 'reweighted-hard', 'loss.concentration': beta });
    expectSame(near(0), debiased, 1e-6);
    expectSame(near(1e-5), debiased, 1e-3);
  });

  it('weighted decoupled with a large σ is the decoupled loss; its weights have mean 1', () => {
    const kind = { 'loss.kind': 'decoupled-weighted' } as const;
    expectSame(terms({ ...kind, 'loss.weightScale': 1e6 }), terms({ 'loss.kind': 'decoupled' }), 1e-4);
    const weights = terms(kind).pull.map((pull) => pull * moment.temperature);
    expectClose([weights.reduce((total, w) => total + w, 0) / anchors], [1], 1e-6);
  });

  it('MACL without adaptation has the forces of the decoupled loss', () => {
    expectForces(terms({ 'loss.kind': 'macl', 'loss.adaptation': 0 }), terms({ 'loss.kind': 'decoupled' }));
  });

  it('MACL keeps a tenth of its temperature however far the alignment is below the threshold', () => {
    const far = terms({ 'loss.kind': 'macl', 'loss.adaptation': 10, 'loss.alignmentThreshold': 1 });
    expectForces(far, terms({ 'loss.kind': 'decoupled' }, { temperature: moment.temperature / 10 }), 1e-4);
  });

  it('two equal temperatures are one', () => {
    expectSame(terms({ 'loss.kind': 'dual-temperature', 'loss.temperatureRatio': 1 }), terms({}));
  });

  it('alignment counts the distance to the positive alone, uniformity that to the negatives', () => {
    const part = { 'loss.kind': 'align-uniform', 'loss.uniformityWeight': 0 } as const;
    const { values, push } = terms(part);
    expectClose(
      values,
      numbers.positives.map((s) => 2 - 2 * s),
      1e-6,
    );
    expect(push).toEqual(push.map(() => 0));
    const opposite = { positives: [1], negatives: [[-1, -1]] };
    expectClose(terms({ 'loss.kind': 'align-uniform' }, {}, opposite).values, [-8], 1e-6);
  });

  it('every anchor gets the entropy that was asked for', () => {
    const share = fc.double({ min: 0.3, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100_000), share, fc.integer({ min: 3, max: 200 }), (seed, target, count) => {
        const of = randomNumbers(3, count, seed);
        const part = { 'loss.kind': 'entropy-targeted', 'loss.entropyTarget': target } as const;
        const reached = terms(part, {}, of).penalties.map((row) => penaltyEntropy(row) / Math.log(count));
        expectClose(reached, [target, target, target], 2e-5);
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

it.each(lossVariants)(
  'embeddings that are no numbers give no number, so that the run stops: $name',
  ({ config }) => {
    const { values } = termsOf(config, moment, {
      positives: numbers.positives.with(1, Number.NaN),
      negatives: numbers.negatives.with(1, Array<number>(columns).fill(Number.NaN)),
    });
    expect(values[1]).toBeNaN();
  },
);
