/** How many images of a dataset a configuration takes for what, from the counts of its classes alone. */

import type { RunConfig } from './fields';

/** What a configuration needs to know of the splits of a dataset. */
export interface SplitCounts {
  readonly train: { readonly count: number; readonly perClass: readonly number[] };
  readonly unlabelled?: { readonly count: number } | undefined;
}

export interface ClassCounts {
  /** Images of each class that are measured on instead of trained on. */
  readonly heldOut: readonly number[];
  /** Images of each class that are left to learn from, before `dataset.limit`. */
  readonly kept: readonly number[];
}

export type SelectionConfig = Pick<
  RunConfig,
  'dataset.holdout' | 'dataset.perClass' | 'dataset.imbalance' | 'dataset.limit' | 'dataset.trainOn'
>;

/** A class of several images keeps one to learn from and gives one away. */
function heldOutOf(count: number, share: number): number {
  if (share === 0 || count < 2) return 0;
  return Math.min(count - 1, Math.max(1, Math.round(share * count)));
}

/**
 * Holds out first, then keeps so many of each class, then thins the classes out: class i of C keeps
 * n_max · r^(-i / (C - 1)) images, rounded down, where n_max is the size of the largest class and r the imbalance
 * (Cui et al. 2019, "Class-balanced loss", Section 5.1). A class keeps at least one image, and none that it has not.
 */
export function classCounts(config: SelectionConfig, perClass: readonly number[]): ClassCounts {
  const heldOut = perClass.map((count) => heldOutOf(count, config['dataset.holdout']));
  const most = config['dataset.perClass'] > 0 ? config['dataset.perClass'] : Infinity;
  const even = perClass.map((count, i) => Math.min(most, count - (heldOut[i] ?? 0)));
  const largest = even.reduce((a, b) => Math.max(a, b), 0);
  const factor = 1 / config['dataset.imbalance'];
  const steps = Math.max(1, perClass.length - 1);
  const kept = even.map((count, i) =>
    Math.min(count, Math.max(1, Math.floor(largest * factor ** (i / steps)))),
  );
  return { heldOut, kept };
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

export interface ImagesUsed {
  /** The encoder learns from these. */
  readonly trained: number;
  /** kNN and linear classifiers learn from these. */
  readonly labelled: number;
  /** Measured on instead of the test images. */
  readonly heldOut: number;
}

export function imagesUsed(config: SelectionConfig, splits: SplitCounts): ImagesUsed {
  const { heldOut, kept } = classCounts(config, splits.train.perClass);
  const limit = config['dataset.limit'] > 0 ? config['dataset.limit'] : Infinity;
  const labelled = Math.min(limit, sum(kept));
  const unlabelled = splits.unlabelled?.count ?? 0;
  const trained = { train: labelled, unlabelled, both: labelled + unlabelled }[config['dataset.trainOn']];
  return { trained: Math.min(limit, trained), labelled, heldOut: sum(heldOut) };
}
