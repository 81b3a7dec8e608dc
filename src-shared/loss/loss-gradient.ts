import { sum, type Anchor } from './anchor';
import { lossValues, type LossSettings } from './loss-values';

export interface AnchorGradient {
  /** ∂L/∂s_ii. */
  readonly positive: number;
  /** ∂L/∂s_ij. */
  readonly negatives: readonly number[];
}

const step = 1e-5;

/**
 * The gradient of L = Σ_i L_i on every similarity, by central differences of the closed form: one way for every loss,
 * with an error of about 1e-10/τ³. What a loss holds constant is held at the anchors. Where it has a kink, such as two
 * negatives equally near in a hard loss, the mean of both sides.
 */
export function lossGradient(
  anchors: readonly Anchor[],
  settings: Omit<LossSettings, 'held'>,
): readonly AnchorGradient[] {
  const total = (i: number, moved: Anchor): number =>
    sum(lossValues(anchors.with(i, moved), { ...settings, held: anchors }));
  const difference = (i: number, moved: (by: number) => Anchor): number =>
    (total(i, moved(step)) - total(i, moved(-step))) / (2 * step);
  return anchors.map((anchor, i) => ({
    positive: difference(i, (by) => ({ ...anchor, positive: anchor.positive + by })),
    negatives: anchor.negatives.map((s, j) =>
      difference(i, (by) => ({ ...anchor, negatives: anchor.negatives.with(j, s + by) })),
    ),
  }));
}
