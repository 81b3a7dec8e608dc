/** How details that arrive live join those that were loaded, and which one is shown: pure. */

import type { Detail, DetailKind, DetailValues } from '#shared/detail';

/** A resumed run measures again what follows its checkpoint, so a newer detail replaces those of its kind from its step on. */
export const appendDetails = (all: readonly Detail[], told: readonly Detail[]): readonly Detail[] =>
  told.reduce<readonly Detail[]>(
    (details, detail) => [
      ...details.filter(({ kind, step }) => kind !== detail.kind || step < detail.step),
      detail,
    ],
    all,
  );

export interface DetailOf<K extends DetailKind> {
  readonly step: number;
  readonly value: DetailValues[K];
}

/** All of one kind, by step. */
export const detailsOf = <K extends DetailKind>(
  details: readonly Detail[],
  kind: K,
): readonly DetailOf<K>[] =>
  details
    .filter((detail) => detail.kind === kind)
    .map(({ step, value }) => ({ step, value: value as DetailValues[K] }))
    .sort((a, b) => a.step - b.step);

/** The newest of a kind up to a step; of all where the step is null. */
export const detailAt = <K extends DetailKind>(
  details: readonly Detail[],
  kind: K,
  step: number | null,
): DetailOf<K> | undefined =>
  detailsOf(details, kind).findLast((detail) => step === null || detail.step <= step);
