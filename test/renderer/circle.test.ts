import { describe, expect, it } from 'vitest';
import { circleState, entropyCurve, logSpaced, swapPoints } from '../../src-renderer/components/lab/circle';
import { lossEquations } from '../../src-renderer/components/lab/loss-equations';
import { firstPoints } from '../../src-renderer/components/lab/lab-state';
import { lossKinds } from '../../src-renderer/charts/marks';
import katex from 'katex';
import { defaultConfig } from '../../src-shared/config/fields';
import { relativePenalties } from '../../src-shared/hardness';

const at = (part: object = {}, temperature = 0.3) => ({
  config: { ...defaultConfig, ...part },
  temperature,
  hardest: 2,
});

describe('the circle', () => {
  it('swapping a negative of the same class with another leaves the loss, not the tolerance (Fig 1)', () => {
    const before = circleState(firstPoints, at());
    const after = circleState(swapPoints(firstPoints, 'n1', 'n2'), at());
    expect(after.loss).toBeCloseTo(before.loss, 12);
    expect(after.tolerance).toBeLessThan(before.tolerance - 0.1);
  });

  it('shares the push as Eq 5', () => {
    const { rows } = circleState(firstPoints, at());
    const negatives = rows.filter(({ penalty }) => penalty !== null);
    const wanted = relativePenalties(
      negatives.map(({ similarity }) => similarity),
      0.3,
    );
    negatives.forEach(({ penalty }, i) => expect(penalty).toBeCloseTo(wanted[i] ?? NaN, 6));
  });

  it.each(lossKinds)('%s falls along its forces, and they turn nothing as a whole', (kind) => {
    const settings = at({ 'loss.kind': kind });
    const { loss, rows } = circleState(firstPoints, settings);
    expect(rows.reduce((sum, { force }) => sum + force, 0)).toBeCloseTo(0, 9);
    const moved = rows.map(({ point, force }) => ({ ...point, degrees: point.degrees + 0.02 * force }));
    // What a loss holds constant is not part of its descent.
    if (!['macl', 'dual-temperature', 'entropy-targeted'].includes(kind))
      expect(circleState(moved, settings).loss).toBeLessThan(loss + 1e-12);
  });

  it('counts one negative for the limit and two for a hard simple loss of k = 2', () => {
    // The positive lies nearer than every negative, where the limit is 0; so it is moved away.
    const far = firstPoints.map((point) => (point.id === '+' ? { ...point, degrees: 0 } : point));
    expect(circleState(far, at({ 'loss.kind': 'triplet-limit' })).effective).toBeCloseTo(1, 6);
    expect(circleState(firstPoints, at({ 'loss.kind': 'hard-simple' })).effective).toBeCloseTo(2, 6);
  });
});

it('entropy rises with τ to that of an even share', () => {
  const shares = entropyCurve([0.9, 0.1, -0.5], logSpaced(0.01, 100, 50)).map(([, share]) => share);
  shares.slice(1).forEach((share, i) => expect(share).toBeGreaterThanOrEqual((shares[i] ?? 0) - 1e-12));
  expect(shares.at(-1)).toBeCloseTo(1, 3);
});

it.each(lossKinds)('%s has an equation that can be set', (kind) => {
  expect(katex.renderToString(lossEquations[kind])).toContain('<math');
});
