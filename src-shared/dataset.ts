/** Image datasets as the store knows them. Pixels live in packed files beside the database. */

export type SplitName = 'train' | 'test';

export interface SplitInfo {
  readonly count: number;
  /** Images of each class, in the order of `classes`. */
  readonly perClass: readonly number[];
}

export interface DatasetInfo {
  readonly id: string;
  readonly name: string;
  readonly format: 'builtin' | 'idx';
  /** Height, width, channels (always 3). */
  readonly image: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly splits: Readonly<Record<SplitName, SplitInfo>>;
  /** Mean and standard deviation of each channel over the training images, in [0, 1]. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  /** SHA-256 of the packed file: the same content is the same dataset. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly createdAtUnixMs: number;
}

export const builtinDatasetId = 'builtin';
