/** Imports four IDX files as one dataset: RGB, padded, packed; or nothing at all. */

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatasetInfo } from '#shared/dataset';
import { Problem } from '#shared/result';
import { describeDataset } from './dataset-info';
import { newDatasetId } from './dataset-id';
import { datasetFile } from './dataset-registry';
import { readIdxImages, readIdxLabels, type IdxImages } from './idx';
import { hashPacked, writePacked } from './packed-file';
import { packedParts, type PackedData, type PackedSplit } from './packed-format';
import { paddedSide } from './padded-side';

export interface IdxFiles {
  readonly name: string;
  readonly trainImages: string;
  readonly trainLabels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

export interface ImportOptions {
  /** The datasets there are already: their ids are taken, and the same content is not imported twice. */
  readonly existing: readonly DatasetInfo[];
  /** Ends the import, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

interface IdxSplit {
  readonly images: IdxImages;
  /** u8[N] */
  readonly labels: Uint8Array;
}

async function readSplit(
  imagesFile: string,
  labelsFile: string,
  signal: AbortSignal | undefined,
): Promise<IdxSplit> {
  const images = await readIdxImages(imagesFile, signal);
  const labels = await readIdxLabels(labelsFile, signal);
  if (images.count !== labels.length) {
    const counts = { images: images.count, labels: labels.length };
    throw new Problem('idx.count-differs', { ...counts, imagesFile, labelsFile });
  }
  return { images, labels };
}

/** What is worked on in one go, before other requests get their turn. */
const imagesPerTurn = 4096;
const bytesPerTurn = 2 ** 24;

/** Copies image `index` into the middle of its zeroed place in `target`; grey becomes RGB. */
function padImage(images: IdxImages, index: number, target: Uint8Array): void {
  const { height, width, channels, pixels } = images;
  const paddedWidth = paddedSide(width);
  const top = (paddedSide(height) - height) >> 1;
  const left = (paddedWidth - width) >> 1;
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (let row = 0, from = index * height * width * channels; row < height; row += 1) {
    let at = ((top + row) * paddedWidth + left) * 3;
    for (const end = at + width * 3; at < end; at += 3, from += channels) {
      target[at] = pixels[from] as number;
      target[at + 1] = pixels[from + green] as number;
      target[at + 2] = pixels[from + blue] as number;
    }
  }
}

async function padImages(images: IdxImages, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const bytes = paddedSide(images.height) * paddedSide(images.width) * 3;
  const padded = new Uint8Array(images.count * bytes);
  for (let i = 0; i < images.count; i += 1) {
    if (i % imagesPerTurn === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
    padImage(images, i, padded.subarray(i * bytes, (i + 1) * bytes));
  }
  return padded;
}

const greatest = (labels: Uint8Array): number => labels.reduce((a, b) => Math.max(a, b), 0);

/** Tells whether the two splits fit together. @returns  the number of classes */
function checkSplits(train: IdxSplit, test: IdxSplit, testLabelsFile: string): number {
  const sizeOf = ({ images }: IdxSplit): string => `${images.height}x${images.width}`;
  if (sizeOf(train) !== sizeOf(test)) {
    throw new Problem('idx.split-size-differs', { train: sizeOf(train), test: sizeOf(test) });
  }
  const classes = greatest(train.labels) + 1;
  const found = greatest(test.labels);
  if (found >= classes) throw new Problem('idx.label-out-of-range', { file: testLabelsFile, classes, found });
  return classes;
}

async function packIdx(files: IdxFiles, signal: AbortSignal | undefined): Promise<PackedData> {
  const train = await readSplit(files.trainImages, files.trainLabels, signal);
  const test = await readSplit(files.testImages, files.testLabels, signal);
  const classCount = checkSplits(train, test, files.testLabels);
  const pack = async ({ images, labels }: IdxSplit): Promise<PackedSplit> => ({
    pixels: await padImages(images, signal),
    labels: Int32Array.from(labels),
  });
  return {
    image: [paddedSide(train.images.height), paddedSide(train.images.width), 3],
    classes: Array.from({ length: classCount }, (_, label) => String(label)),
    train: await pack(train),
    test: await pack(test),
  };
}

/** What `hashPacked` would give once the data is written. */
async function hashData(data: PackedData, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for (const part of packedParts(data)) {
    for (let at = 0; at < part.length; at += bytesPerTurn) {
      await nextTurn();
      signal?.throwIfAborted();
      hash.update(part.subarray(at, at + bytesPerTurn));
    }
  }
  return hash.digest('hex');
}

const isIntact = (file: string, hash: string): Promise<boolean> =>
  hashPacked(file).then(
    (found) => found === hash,
    () => false,
  );

/**
 * Imports of one folder must follow each other: each needs to know what the one before added.
 * The same content gives the dataset that exists, whose file is written again should it be damaged.
 * @throws Problem of `idx`, `file`, `dataset.name-empty`, `disk.full` or `store.unwritable`; nothing is left behind
 */
export async function importIdx(
  files: IdxFiles,
  folder: string,
  { existing, signal }: ImportOptions,
): Promise<DatasetInfo> {
  const name = files.name.trim();
  if (name === '') throw new Problem('dataset.name-empty');
  const data = await packIdx(files, signal);
  const hash = await hashData(data, signal);
  const same = existing.find((dataset) => dataset.hash === hash);
  const ids = existing.map((dataset) => dataset.id);
  const id = same ? same.id : newDatasetId(name, ids);
  const file = datasetFile(folder, id);
  if (same && (await isIntact(file, hash))) return same;
  await writePacked(file, data, signal);
  if (same) return same;
  try {
    return await describeDataset({ id, name, format: 'idx' }, data, file);
  } catch (thrown) {
    await rm(file, { force: true });
    throw thrown;
  }
}
