/** Losses called with plain numbers. */

import { chooseLoss } from '../../src-main/training/loss/choose-loss';
import type { Moment } from '../../src-main/training/loss/loss';
import { tf } from '../../src-main/training/tf';
import type { RunConfig } from '../../src-shared/config/fields';
import { noise } from './noise';
import type { Numbers } from './reference-losses';

export interface TermNumbers {
  readonly values: readonly number[];
  readonly pull: readonly number[];
  readonly push: readonly number[];
  readonly penalties: readonly (readonly number[])[];
}

/** Leaves no tensor behind. */
export const termsOf = (config: RunConfig, moment: Moment, { positives, negatives }: Numbers): TermNumbers =>
  tf.tidy(() => {
    const similarities = {
      positives: tf.tensor1d([...positives]),
      negatives: tf.tensor2d(negatives.map((row) => [...row])),
    };
    const terms = chooseLoss(config)(similarities, moment);
    return {
      values: terms.values.arraySync(),
      pull: terms.pull.arraySync(),
      push: terms.push.arraySync(),
      penalties: terms.penalties.arraySync(),
    };
  });

/** push_i r_ij. */
export const pushes = ({ push, penalties }: TermNumbers): readonly (readonly number[])[] =>
  penalties.map((row, i) => row.map((r) => (push[i] ?? Number.NaN) * r));

/** Uniform in [-1, 1]; exact in float32. */
export function randomNumbers(anchors: number, columns: number, seed: number): Numbers {
  const all = noise([anchors, columns + 1], seed, 1 / Math.sqrt(3));
  const rows = Array.from({ length: anchors }, (_, i) =>
    Array.from(all.subarray(i * (columns + 1), (i + 1) * (columns + 1))),
  );
  return { positives: rows.map((row) => row[0] ?? 0), negatives: rows.map((row) => row.slice(1)) };
}

/** Without one negative of each anchor, a different column each. */
export const withExclusions = ({ positives, negatives }: Numbers): Numbers => ({
  positives,
  negatives: negatives.map((row, i) => row.with((2 * i) % row.length, -Infinity)),
});
