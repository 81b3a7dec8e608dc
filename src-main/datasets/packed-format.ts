/**
 * The one file in which a dataset is kept, whatever it was imported from. It holds neither its name nor a time,
 * so the same images give the same bytes and the same SHA-256.
 *
 *   offset  bytes
 *   0       6      "taulab" in ASCII
 *   6       2      version of this format, uint16, 1
 *   8       4      length L of the header, uint32
 *   12      L      header, JSON in UTF-8 (`PackedHeader`)
 *   12 + L         training pixels, uint8: image after image, row after row, RGB
 *                  training labels, uint16
 *                  test pixels
 *                  test labels
 *
 * All numbers are little-endian.
 */

import { crc32 } from 'node:zlib';
import type { SplitName } from '#shared/dataset';

export interface PackedHeader {
  /** Height, width, channels (always 3). */
  readonly image: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly counts: Readonly<Record<SplitName, number>>;
  /** CRC-32 of everything after the header: tells damage from content wherever the file is read whole. */
  readonly crc32: number;
}

export interface PackedSplit {
  /** u8[N, H, W, 3] */
  readonly pixels: Uint8Array;
  /** i32[N], indices into the classes */
  readonly labels: Int32Array;
}

export interface PackedData {
  readonly image: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly train: PackedSplit;
  readonly test: PackedSplit;
}

export interface PackedContent {
  readonly header: PackedHeader;
  readonly train: PackedSplit;
  readonly test: PackedSplit;
}

export const packedExtension = '.taulab';
/** Pixels of one split: what Node reads and writes in one call. */
export const maxSplitBytes = 2 ** 31 - 1;

const magic = 'taulab';
const version = 1;
export const prefixBytes = 12;
const labelBytes = 2;
/** Room for thousands of long class names; more means that the length itself is damaged. */
const maxHeaderBytes = 2 ** 24;

export const imageBytes = (image: readonly [number, number, number]): number =>
  image[0] * image[1] * image[2];

function packLabels(labels: Int32Array): Uint8Array {
  const packed = Buffer.allocUnsafe(labels.length * labelBytes);
  labels.forEach((label, i) => packed.writeUInt16LE(label, i * labelBytes));
  return packed;
}

export const unpackLabels = (packed: Buffer): Int32Array =>
  Int32Array.from({ length: packed.length / labelBytes }, (_, i) => packed.readUInt16LE(i * labelBytes));

/** The bytes of the file in order, without copying the pixels. */
export function packedParts(data: PackedData): readonly Uint8Array[] {
  const { image, classes, train, test } = data;
  for (const { pixels, labels } of [train, test]) {
    if (pixels.length !== labels.length * imageBytes(image))
      throw new Error('Expected one label for each image');
  }
  const payload = [train.pixels, packLabels(train.labels), test.pixels, packLabels(test.labels)];
  const header: PackedHeader = {
    image,
    classes,
    counts: { train: train.labels.length, test: test.labels.length },
    crc32: payload.reduce((sum, part) => crc32(part, sum), 0),
  };
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 'latin1');
  prefix.writeUInt16LE(version, 6);
  prefix.writeUInt32LE(json.length, 8);
  return [prefix, json, ...payload];
}

/** Where each part of a split lies in the file. */
export function splitPlace(
  header: PackedHeader,
  split: SplitName,
  payloadStart: number,
): { readonly pixels: number; readonly labels: number; readonly end: number } {
  const { train, test } = header.counts;
  const bytes = imageBytes(header.image);
  const start = split === 'train' ? payloadStart : payloadStart + train * (bytes + labelBytes);
  const labels = start + (split === 'train' ? train : test) * bytes;
  return { pixels: start, labels, end: labels + header.counts[split] * labelBytes };
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

function isHeader(value: unknown): value is PackedHeader {
  const { image, classes, counts, crc32: sum } = (value ?? {}) as Partial<PackedHeader>;
  return (
    Array.isArray(image) &&
    image.length === 3 &&
    image.every(isCount) &&
    Array.isArray(classes) &&
    classes.every((name) => typeof name === 'string') &&
    isCount(counts?.train) &&
    isCount(counts?.test) &&
    isCount(sum)
  );
}

/** The header's length, or undefined where this is not the start of a packed file of this version. */
export function parsePrefix(prefix: Buffer): number | undefined {
  const headerBytes = prefix.readUInt32LE(8);
  // Not 'ascii', which would drop the highest bit of each byte.
  const isKnown = prefix.toString('latin1', 0, magic.length) === magic && prefix.readUInt16LE(6) === version;
  return isKnown && headerBytes <= maxHeaderBytes ? headerBytes : undefined;
}

export function parseHeader(json: Buffer): PackedHeader | undefined {
  try {
    const header: unknown = JSON.parse(json.toString('utf8'));
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}
