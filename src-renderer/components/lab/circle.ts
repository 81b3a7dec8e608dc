/** Points on the unit circle and what a loss does to them: pure. */

import { penaltyEntropy, relativePenalties } from '#shared/hardness';
import { lossGradient } from '#shared/loss/loss-gradient';
import { lossValues, type LossSettings } from '#shared/loss/loss-values';

export interface CirclePoint {
  readonly id: string;
  readonly role: 'anchor' | 'positive' | 'negative';
  /** Anticlockwise from the right, in [0, 360). */
  readonly degrees: number;
  /** Whether it is of the class of the anchor; a negative that is, is a false negative. */
  readonly isSameClass: boolean;
}

export const normalDegrees = (degrees: number): number => ((degrees % 360) + 360) % 360;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export interface CircleRow {
  readonly point: CirclePoint;
  /** Similarity with the anchor; 1 for the anchor itself. */
  readonly similarity: number;
  /** ∂L/∂s; null for the anchor. */
  readonly gradient: number | null;
  /** r_i of a negative, null for the others. */
  readonly penalty: number | null;
  /** -∂L/∂θ: how gradient descent would turn the point, anticlockwise positive. */
  readonly force: number;
}

export interface CircleState {
  readonly loss: number;
  readonly rows: readonly CircleRow[];
  /** exp of the entropy of the penalties, in [1, n]; 0 where no negative is pushed. */
  readonly effective: number;
  /** Mean similarity of the anchor with the points of its class (Eq 11 for one anchor). */
  readonly tolerance: number;
}

/** @param points  one anchor, one positive, at least one negative */
export function circleState(
  points: readonly CirclePoint[],
  settings: Omit<LossSettings, 'held'>,
): CircleState {
  const anchorAt = points.find(({ role }) => role === 'anchor')?.degrees ?? 0;
  const turn = (point: CirclePoint): number => radians(anchorAt - point.degrees);
  const negatives = points.filter(({ role }) => role === 'negative');
  const positive = points.find(({ role }) => role === 'positive');
  const anchor = {
    positive: positive ? Math.cos(turn(positive)) : 1,
    negatives: negatives.map((point) => Math.cos(turn(point))),
  };
  const [gradient] = lossGradient([anchor], settings);
  const pushes = gradient?.negatives ?? [];
  const total = pushes.reduce((sum, push) => sum + push, 0);
  const shares = pushes.map((push) => (total > 1e-12 ? Math.max(0, push) / total : 0));
  const rows = points.map((point): CircleRow => {
    if (point.role === 'anchor') return { point, similarity: 1, gradient: null, penalty: null, force: 0 };
    const at = negatives.indexOf(point);
    const own = point.role === 'positive' ? (gradient?.positive ?? 0) : (pushes[at] ?? 0);
    return {
      point,
      similarity: Math.cos(turn(point)),
      gradient: own,
      penalty: point.role === 'negative' ? (shares[at] ?? 0) : null,
      // ds/dθ of cos(anchor - θ) is sin(anchor - θ).
      force: -own * Math.sin(turn(point)),
    };
  });
  // Turning every point alike changes nothing, so the anchor feels the opposite of all others.
  const back = -rows.reduce((sum, { force }) => sum + force, 0);
  const same = rows.filter(({ point }) => point.role !== 'anchor' && point.isSameClass);
  return {
    loss: lossValues([anchor], { ...settings, held: [anchor] })[0] ?? Number.NaN,
    rows: rows.map((row) => (row.point.role === 'anchor' ? { ...row, force: back } : row)),
    effective: total > 1e-12 ? Math.exp(penaltyEntropy(shares)) : 0,
    tolerance: same.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, same.length),
  };
}

/** Two points change places. */
export function swapPoints(points: readonly CirclePoint[], a: string, b: string): readonly CirclePoint[] {
  const at = (id: string): number => points.find((point) => point.id === id)?.degrees ?? 0;
  return points.map((point) =>
    point.id === a ? { ...point, degrees: at(b) } : point.id === b ? { ...point, degrees: at(a) } : point,
  );
}

/** Share of log n that the entropy of the penalties has at each temperature (dH/dτ ≥ 0). */
export const entropyCurve = (
  similarities: readonly number[],
  temperatures: readonly number[],
  hardest?: number,
): readonly (readonly [number, number])[] =>
  temperatures.map((tau) => [
    tau,
    penaltyEntropy(relativePenalties(similarities, tau, hardest)) / Math.log(similarities.length),
  ]);

/** `count` temperatures evenly spaced in their logarithm. */
export const logSpaced = (low: number, high: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)));
