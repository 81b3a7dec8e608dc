/** What a person chose about an import. */

import type { ImportFormat } from '#shared/dataset';
import type { ImportSource } from '../../state/imports';

/** Null and false leave it to the lab. */
export interface ImportChoices {
  readonly format: ImportFormat | null;
  readonly side: number | null;
  readonly holdout: number | null;
  readonly coarse: boolean;
  readonly extra: boolean;
}

export const noChoices: ImportChoices = {
  format: null,
  side: null,
  holdout: null,
  coarse: false,
  extra: false,
};

/** One path a line; blank lines do not count. */
export const pathsOfText = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const sourceOf = (
  paths: readonly string[],
  { format, side, holdout, coarse, extra }: ImportChoices,
): ImportSource => ({
  paths: [...paths],
  ...(format === null ? {} : { format }),
  ...(side === null ? {} : { side }),
  ...(holdout === null ? {} : { holdout }),
  ...(coarse ? { coarse } : {}),
  ...(extra ? { extra } : {}),
});
