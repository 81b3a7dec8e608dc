/**
 * The one file in which a dataset is kept, whatever it was imported from. It holds neither its name nor a time,
 * so the same images give the same bytes and the same SHA-256. It is written from front to end, once.
 *
 *   offset  bytes
 *   0       6      "taulab" in ASCII
 *   6       2      version of this format, uint16, 2
 *   8              training pixels, uint8: image after image, row after row, RGB
 *                  training labels, uint16
 *                  test pixels
 *                  test labels
 *                  unlabelled pixels, where there are any
 *           L      header, JSON in UTF-8 (`PackedHeader`)
 *           4      L, uint32
 *           4      CRC-32 of the header, uint32
 *           6      "taulab" in ASCII
 *
 * All numbers are little-endian. Files of version 1 (see packed-format-1.ts) are still read.
 */

import { crc32 } from 'node:zlib';
import { splitNames, type ImageSize, type SplitName } from '#shared/dataset';

export interface PackedSplitHeader {
  readonly count: number;
  /** CRC-32 of pixels and labels: tells damage from content wherever a split is read whole. */
  readonly crc32: number;
}

export type PackedSplitHeaders = Readonly<Record<'train' | 'test', PackedSplitHeader>> & {
  readonly unlabelled?: PackedSplitHeader;
};

export interface PackedHeader {
  readonly image: ImageSize;
  readonly classes: readonly string[];
  readonly splits: PackedSplitHeaders;
}

export interface PackedSplit {
  /** u8[N, H, W, 3] */
  readonly pixels: Uint8Array;
  /** i32[N], indices into the classes; -1 in the unlabelled split */
  readonly labels: Int32Array;
}

/** What is small enough to be held in memory. */
export interface PackedData {
  readonly image: ImageSize;
  readonly classes: readonly string[];
  readonly train: PackedSplit;
  readonly test: PackedSplit;
  readonly unlabelled?: PackedSplit;
}

/** Where a split lies in its file. */
export interface PackedPlace {
  readonly count: number;
  /** Offset of the first pixel, of the first label and of what follows. */
  readonly pixels: number;
  readonly labels: number;
  readonly end: number;
  /** CRC-32 of the split, or of all splits up to this one in files of version 1. */
  readonly crc32: number | undefined;
}

export interface PackedLayout {
  readonly image: ImageSize;
  readonly classes: readonly string[];
  readonly splits: ReadonlyMap<SplitName, PackedPlace>;
  /** True where the sum of a split goes on from the split before, as in files of version 1. */
  readonly sumsGoOn: boolean;
}

export const packedExtension = '.taulab';
/** Ends the name of a file that is still being written. */
export const partialExtension = '.partial';
/** Pixels of one split that are read whole: what Node reads in one call. */
export const maxSplitBytes = 2 ** 31 - 1;

export const magic = 'taulab';
export const version = 2;
export const startBytes = 8;
export const tailBytes = 14;
export const labelBytes = 2;
/** Room for thousands of long class names; more means that the length itself is damaged. */
export const maxHeaderBytes = 2 ** 24;

export const imageBytes = (image: ImageSize): number => image[0] * image[1] * image[2];

export function packLabels(labels: Int32Array): Buffer {
  const packed = Buffer.allocUnsafe(labels.length * labelBytes);
  labels.forEach((label, i) => packed.writeUInt16LE(label, i * labelBytes));
  return packed;
}

export const unpackLabels = (packed: Buffer): Int32Array =>
  Int32Array.from({ length: packed.length / labelBytes }, (_, i) => packed.readUInt16LE(i * labelBytes));

/** The first bytes of a file. */
export function packStart(): Buffer {
  const start = Buffer.alloc(startBytes);
  start.write(magic, 'latin1');
  start.writeUInt16LE(version, 6);
  return start;
}

/** The last bytes of a file. */
export function packEnd(header: PackedHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const tail = Buffer.alloc(tailBytes);
  tail.writeUInt32LE(json.length, 0);
  tail.writeUInt32LE(crc32(json), 4);
  tail.write(magic, 8, 'latin1');
  return Buffer.concat([json, tail]);
}

/** The header's length and sum, or undefined where this is not the end of a packed file. */
export function parseTail(tail: Buffer): { readonly bytes: number; readonly crc32: number } | undefined {
  const bytes = tail.readUInt32LE(0);
  const isKnown = tail.toString('latin1', 8) === magic && bytes <= maxHeaderBytes;
  return isKnown ? { bytes, crc32: tail.readUInt32LE(4) } : undefined;
}

/** @returns  undefined where the file cannot be `fileBytes` long by its header */
export function layOut(header: PackedHeader, headerAt: number): PackedLayout | undefined {
  const { image, classes } = header;
  const splits = new Map<SplitName, PackedPlace>();
  let at = startBytes;
  for (const name of splitNames) {
    const split = header.splits[name];
    if (!split) continue;
    const labels = at + split.count * imageBytes(image);
    const end = labels + (name === 'unlabelled' ? 0 : split.count * labelBytes);
    splits.set(name, { count: split.count, pixels: at, labels, end, crc32: split.crc32 });
    at = end;
  }
  return at === headerAt ? { image, classes, splits, sumsGoOn: false } : undefined;
}

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

export const isImageSize = (value: unknown): value is ImageSize =>
  Array.isArray(value) && value.length === 3 && value.every(isCount);

export const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isSplit = (value: unknown): boolean => {
  const { count, crc32: sum } = (value ?? {}) as Partial<PackedSplitHeader>;
  return isCount(count) && isCount(sum);
};

export function parseHeader(json: Buffer): PackedHeader | undefined {
  const { image, classes, splits } = (parseJson(json) ?? {}) as Partial<PackedHeader>;
  if (!isImageSize(image) || !isNames(classes) || !isSplit(splits?.train) || !isSplit(splits?.test)) return;
  if (splits?.unlabelled !== undefined && !isSplit(splits.unlabelled)) return;
  return { image, classes, splits: splits as PackedSplitHeaders };
}

export function parseJson(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return undefined;
  }
}
