/** Image datasets as the store knows them. Pixels live in packed files beside the database. */

import type { AppError } from './result';

/** The splits in the order in which a packed file holds them. */
export const splitNames = ['train', 'test', 'unlabelled'] as const;
export type SplitName = (typeof splitNames)[number];

/** What can be imported; named by what the files are, not by what is in them. */
export const importFormats = [
  'idx',
  'cifar-binary',
  'cifar-python',
  'svhn',
  'stl10',
  'npz',
  'parquet',
  'class-folders',
  'image-table',
  'imagenet',
] as const;
export type ImportFormat = (typeof importFormats)[number];

export interface SplitInfo {
  readonly count: number;
  /** Images of each class, in the order of `classes`; empty for the unlabelled split. */
  readonly perClass: readonly number[];
}

/** Training and test images are always there; unlabelled ones where the dataset has some. */
export interface Splits {
  readonly train: SplitInfo;
  readonly test: SplitInfo;
  readonly unlabelled?: SplitInfo;
}

/** Height, width, channels (always 3). Imported images are square. */
export type ImageSize = readonly [number, number, number];

export interface DatasetInfo {
  readonly id: string;
  readonly name: string;
  readonly format: 'builtin' | ImportFormat;
  readonly image: ImageSize;
  readonly classes: readonly string[];
  readonly splits: Splits;
  /** Mean and standard deviation of each channel over the training images, in [0, 1]. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  /** SHA-256 of the packed file: the same content is the same dataset. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly createdAtUnixMs: number;
}

export const builtinDatasetId = 'builtin';

/** Some images, RGB bytes, image after image, row after row. */
export interface SampleImages {
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
  /** -1 where an image has no label. */
  readonly labels: readonly number[];
}

/** Some images of a split in their order, as thumbnails. */
export interface ImageRange extends SampleImages {
  /** Which images of the split these are. */
  readonly indices: readonly number[];
  /** How many images there are of the split and class asked for. */
  readonly total: number;
}

/** What would be imported, before anything is written. */
export interface DatasetPreview {
  readonly format: ImportFormat;
  /** Every format these files could be, the likeliest first. */
  readonly formats: readonly ImportFormat[];
  /** What the dataset could be called. */
  readonly name: string;
  readonly classes: readonly string[];
  /** As they would be stored, after a holdout. */
  readonly splits: Splits;
  /** True where the files have no test images, so that some training images are held out. */
  readonly needsHoldout: boolean;
  /** True where there is a choice between fine and coarse labels. */
  readonly hasCoarseLabels: boolean;
  /** True where there are additional training images that can be left out. */
  readonly hasExtra: boolean;
  /** Height and width of the smallest and the largest image as they were found. */
  readonly found: { readonly min: readonly [number, number]; readonly max: readonly [number, number] };
  readonly image: ImageSize;
  /** A few training images as they would be stored. */
  readonly samples: SampleImages;
  /** What is wrong with the files but does not keep them from being imported. */
  readonly warnings: readonly AppError[];
  readonly estimatedBytes: number;
}

/** What an import does: finding out what there is, copying the images, putting the file in its place. */
export type ImportPhase = 'scanning' | 'copying' | 'finishing';

export type ImportStatus = 'running' | 'finished' | 'failed' | 'cancelled';

/** An import that is under way or over; the lab keeps it until it is closed. */
export interface DatasetImport {
  readonly id: string;
  readonly name: string;
  readonly status: ImportStatus;
  /** `waiting` while another import is under way. */
  readonly phase: 'waiting' | ImportPhase;
  /** Of the phase, in [0, 1]. */
  readonly fraction: number;
  /** Until the phase is over; null as long as nobody can know. */
  readonly secondsLeft: number | null;
  readonly images: { readonly done: number; readonly total: number };
  /** Null unless finished. */
  readonly datasetId: string | null;
  /** True where the same content had been imported before, and this gave the dataset that there was. */
  readonly wasThere: boolean;
  readonly warnings: readonly AppError[];
  readonly error: AppError | null;
}
