import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { penaltyEntropy, relativePenalties } from '../../src-shared/hardness';
import type { Anchor } from '../../src-shared/loss/anchor';
import { entropyTemperature } from '../../src-shared/loss/entropy-temperature';
import { lossGradient } from '../../src-shared/loss/loss-gradient';
import { lossValues } from '../../src-shared/loss/loss-values';
import goldens from '../goldens/losses.json';
import { expectClose } from '../helpers/close';
import { goldenCases, goldenConfig } from '../helpers/golden-losses';

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, x, i) => total + x * (b[i] ?? 0), 0);
const similarities = goldens.anchors.map((anchor) => goldens.bank.map((row) => dot(anchor, row)));
const anchors = similarities.map((row, i): Anchor => {
  const own = goldens.index[i] ?? 0;
  return { positive: row[own] ?? 0, negatives: row.filter((_, j) => j !== own) };
});
const mean = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0) / xs.length;

describe('closed forms against PyTorch in float64', () => {
  it.each(
    goldenCases.map((golden) => [`${golden.loss} ${JSON.stringify(golden.parameters)}`, golden] as const),
  )('%s', (_name, golden) => {
    const config = goldenConfig(golden);
    const settings = {
      config,
      temperature: config['loss.temperature'],
      hardest: config['negatives.hardest'],
    };
    expectClose([mean(lossValues(anchors, { ...settings, held: anchors }))], [golden.value], 1e-8);
    const gradient = lossGradient(anchors, settings).map(({ positive, negatives }, i) =>
      negatives.toSpliced(goldens.index[i] ?? 0, 0, positive).map((g) => g / anchors.length),
    );
    expectClose(gradient.flat(), golden.gradient.flat(), 1e-6);
  });
});

const valueOf = (kind: RunConfig['loss.kind'], anchor: Anchor, temperature = 0.3, hardest = 4): number =>
  lossValues([anchor], {
    config: { ...defaultConfig, 'loss.kind': kind },
    temperature,
    hardest,
    held: [anchor],
  })[0] as number;

const someAnchor = fc.record({
  positive: fc.double({ min: -1, max: 1, noNaN: true }),
  negatives: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
});

describe('what the paper derives', () => {
  it('τ L goes to the triplet limit as τ goes to 0 (Eq 6)', () => {
    fc.assert(
      fc.property(someAnchor, (anchor) => {
        const tau = 0.004;
        const excess = tau * valueOf('contrastive', anchor, tau) - valueOf('triplet-limit', anchor);
        expect(excess).toBeGreaterThanOrEqual(-1e-12);
        expect(excess).toBeLessThanOrEqual(tau * Math.log(1 + anchor.negatives.length) + 1e-12);
      }),
    );
  });

  it('τ (L - log N) goes to Eq 7 as τ goes to infinity', () => {
    fc.assert(
      fc.property(someAnchor, (anchor) => {
        const tau = 1000;
        const all = anchor.negatives.length + 1;
        const limit = mean([anchor.positive, ...anchor.negatives]) - anchor.positive;
        expect(tau * (valueOf('contrastive', anchor, tau) - Math.log(all))).toBeCloseTo(limit, 2);
      }),
    );
  });

  it('does not change where two negatives change places (Fig 1)', () => {
    const anchor = { positive: 0.8, negatives: [0.9, -0.3, 0.1] };
    const swapped = { ...anchor, negatives: [-0.3, 0.9, 0.1] };
    expect(valueOf('contrastive', swapped)).toBeCloseTo(valueOf('contrastive', anchor), 14);
  });

  it('stays finite at the temperatures of the loss lab', () => {
    const anchor = { positive: -1, negatives: [1, 0.2, -1] };
    for (const kind of ['contrastive', 'debiased', 'reweighted-hard', 'dual-temperature', 'macl'] as const)
      for (const tau of [0.005, 0.01, 1, 100]) expect(Number.isFinite(valueOf(kind, anchor, tau))).toBe(true);
  });
});

describe('the temperature of an entropy', () => {
  it('reaches it', () => {
    const negatives = [0.9, 0.5, 0.1, -0.4, -0.8];
    for (const share of [0.2, 0.5, 0.9]) {
      const tau = entropyTemperature(negatives, share);
      expect(penaltyEntropy(relativePenalties(negatives, tau))).toBeCloseTo(share * Math.log(5), 9);
    }
  });

  it('is the middle where every temperature has the same', () => {
    expect(entropyTemperature([0.4, 0.4], 0.5)).toBeCloseTo(0.1, 12);
    expect(entropyTemperature([0.4], 0.5)).toBeCloseTo(0.1, 12);
  });
});
