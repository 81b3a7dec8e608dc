/** The closed forms of src-shared, on similarities as the device has them: with -Infinity where a column is no negative. */

import type { Moment } from '../../src-main/training/loss/loss';
import type { RunConfig } from '../../src-shared/config/fields';
import type { Anchor } from '../../src-shared/loss/anchor';
import { lossGradient } from '../../src-shared/loss/loss-gradient';
import { lossValues } from '../../src-shared/loss/loss-values';

/** Similarities of anchors with their positives and their negatives; -Infinity is no negative. */
export interface Numbers {
  readonly positives: readonly number[];
  readonly negatives: readonly (readonly number[])[];
}

interface Settings {
  readonly config: RunConfig;
  readonly moment: Moment;
}

const anchorsOf = ({ positives, negatives }: Numbers): readonly Anchor[] =>
  positives.map((positive, i) => ({ positive, negatives: (negatives[i] ?? []).filter(Number.isFinite) }));

/** L_i of every anchor. */
export const referenceValues = (at: Numbers, { config, moment }: Settings): readonly number[] =>
  lossValues(anchorsOf(at), { config, ...moment, held: anchorsOf(at) });

export interface Differences {
  /** ∂L/∂s_ii. */
  readonly positives: readonly number[];
  /** ∂L/∂s_ij, 0 where excluded. */
  readonly negatives: readonly (readonly number[])[];
}

/** The gradient of L = Σ_i L_i. */
export function referenceGradient(at: Numbers, { config, moment }: Settings): Differences {
  const gradient = lossGradient(anchorsOf(at), { config, ...moment });
  return {
    positives: gradient.map(({ positive }) => positive),
    negatives: at.negatives.map((row, i) => {
      const own = [...(gradient[i]?.negatives ?? [])];
      return row.map((s) => (Number.isFinite(s) ? (own.shift() ?? Number.NaN) : 0));
    }),
  };
}
