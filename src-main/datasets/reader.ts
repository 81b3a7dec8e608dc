/**
 * What every format offers, one file per format under readers/. A reader is opened once to find out what there is
 * (classes, labels, sizes: small enough for memory), and then gives the pixels as a stream of blocks: no split is ever
 * in memory whole.
 */

import type { ImportFormat, SplitName } from '#shared/dataset';
import type { AppError } from '#shared/result';

/** A file or folder that was pointed at, looked at a little. */
export interface PointedPath {
  readonly path: string;
  readonly isFolder: boolean;
  /** Names of what is in a folder, folders with a slash at the end; the first 100,000. */
  readonly names: readonly string[];
  /** The first bytes of a file, unpacked where it is gzip: at most 1024. */
  readonly start: Buffer;
}

/** How sure a reader is that files are of its format; the surest is tried first. */
export const certainties = ['no', 'possible', 'likely', 'certain'] as const;
export type Certainty = (typeof certainties)[number];

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Part of the opening that is done, in [0, 1]. */
  readonly onProgress: (fraction: number) => void;
  /** Coarse labels where there are two kinds. */
  readonly coarse: boolean;
  /** The additional training images too, where there are some. */
  readonly extra: boolean;
}

export interface BlockOptions {
  readonly signal: AbortSignal;
  /** Height and width of the images given out: smaller ones are padded with black, larger ones made smaller. */
  readonly side: number;
  /** Images that are not wanted need not be read; they must not be given out. */
  readonly isWanted: (split: SplitName, index: number) => boolean;
  /** Something is wrong with one image, which is left out. */
  readonly onWarning: (warning: AppError) => void;
}

export interface ImageBlock {
  readonly split: SplitName;
  /** Which images of the split these are: ascending, and after those of earlier blocks of the split. */
  readonly indices: readonly number[];
  /** u8[n, side, side, 3] */
  readonly pixels: Uint8Array;
}

export interface SourceSplit {
  readonly count: number;
  /** i32[count], indices into the classes; null for unlabelled images. */
  readonly labels: Int32Array | null;
}

export interface OpenDataset {
  /** What the dataset is usually called, where the files tell. */
  readonly name?: string;
  readonly classes: readonly string[];
  /** Training images are always there. */
  readonly splits: Readonly<Record<'train', SourceSplit>> &
    Readonly<Partial<Record<Exclude<SplitName, 'train'>, SourceSplit>>>;
  /** Height and width of the smallest and the largest image. */
  readonly found: { readonly min: readonly [number, number]; readonly max: readonly [number, number] };
  /** The side that images of this size are stored with unless told otherwise. */
  readonly side: number;
  readonly hasCoarseLabels: boolean;
  readonly hasExtra: boolean;
  readonly warnings: readonly AppError[];
  /**
   * The images, in any order of the splits, a few megabytes at a time. May be called again.
   * @throws Problem that names the file and what is wrong with it, also where it changed since it was opened
   */
  readonly blocks: (options: BlockOptions) => AsyncIterable<ImageBlock>;
}

export interface DatasetReader {
  readonly format: ImportFormat;
  /** Judges by names and first bytes; looks further only where these leave it open. */
  readonly detect: (pointed: readonly PointedPath[]) => Certainty | Promise<Certainty>;
  /** @throws Problem that names the file and what is wrong with it */
  readonly open: (paths: readonly string[], options: OpenOptions) => Promise<OpenDataset>;
}
