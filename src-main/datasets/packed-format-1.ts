/**
 * Version 1 of the packed file: no longer written, still read. Its header came before the pixels.
 *
 *   offset  bytes
 *   0       6      "taulab" in ASCII
 *   6       2      version of this format, uint16, 1
 *   8       4      length L of the header, uint32
 *   12      L      header, JSON in UTF-8
 *   12 + L         training pixels, training labels, test pixels, test labels
 */

import type { ImageSize, SplitName } from '#shared/dataset';
import {
  imageBytes,
  isCount,
  isImageSize,
  isNames,
  labelBytes,
  parseJson,
  type PackedLayout,
  type PackedPlace,
} from './packed-format';

export const prefixBytes1 = 12;

interface Header1 {
  readonly image: ImageSize;
  readonly classes: readonly string[];
  readonly counts: { readonly train: number; readonly test: number };
  /** CRC-32 of everything after the header. */
  readonly crc32: number;
}

function parseHeader1(json: Buffer): Header1 | undefined {
  const { image, classes, counts, crc32 } = (parseJson(json) ?? {}) as Partial<Header1>;
  if (!isImageSize(image) || !isNames(classes) || !isCount(crc32)) return undefined;
  return isCount(counts?.train) && isCount(counts?.test) ? { image, classes, counts, crc32 } : undefined;
}

/** @returns  undefined where a file of `fileBytes` cannot have this header */
export function layOut1(json: Buffer, fileBytes: number): PackedLayout | undefined {
  const header = parseHeader1(json);
  if (!header) return undefined;
  const { image, classes, counts, crc32 } = header;
  const place = (at: number, count: number, sum: number | undefined): PackedPlace => {
    const labels = at + count * imageBytes(image);
    return { count, pixels: at, labels, end: labels + count * labelBytes, crc32: sum };
  };
  const train = place(prefixBytes1 + json.length, counts.train, undefined);
  const test = place(train.end, counts.test, crc32);
  const splits = new Map<SplitName, PackedPlace>([
    ['train', train],
    ['test', test],
  ]);
  return test.end === fileBytes ? { image, classes, splits, sumsGoOn: true } : undefined;
}
