/**
 * Reads packed dataset files (see packed-format.ts), whole or by ranges. The trainer process reads them too:
 * nothing here knows TensorFlow or SQL.
 */

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { SplitName } from '#shared/dataset';
import { Problem } from '#shared/result';
import { toReadProblem } from './file-problem';
import {
  imageBytes,
  layOut,
  magic,
  maxHeaderBytes,
  packedExtension,
  parseHeader,
  parseTail,
  startBytes,
  tailBytes,
  unpackLabels,
  version,
  type PackedData,
  type PackedLayout,
  type PackedPlace,
  type PackedSplit,
} from './packed-format';
import { layOut1, prefixBytes1 } from './packed-format-1';

const damaged = (path: string): Problem =>
  new Problem('dataset.damaged', { id: basename(path, packedExtension) });

/** What one call of the operating system reads at most. */
const maxReadBytes = 2 ** 30;

async function readInto(file: FileHandle, path: string, at: number, target: Uint8Array): Promise<void> {
  let filled = 0;
  while (filled < target.length) {
    const wanted = Math.min(target.length - filled, maxReadBytes);
    const { bytesRead } = await file.read(target, filled, wanted, at + filled);
    if (bytesRead === 0) throw damaged(path);
    filled += bytesRead;
  }
}

/** Reads `length` bytes; a file that ends before is damaged. */
async function readExactly(file: FileHandle, path: string, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  await readInto(file, path, at, buffer);
  return buffer;
}

async function readLayout1(file: FileHandle, path: string, fileBytes: number) {
  const prefix = await readExactly(file, path, 0, prefixBytes1);
  const headerBytes = prefix.readUInt32LE(8);
  if (headerBytes > maxHeaderBytes) return undefined;
  return layOut1(await readExactly(file, path, prefixBytes1, headerBytes), fileBytes);
}

async function readLayout2(file: FileHandle, path: string, fileBytes: number) {
  if (fileBytes < startBytes + tailBytes) return undefined;
  const tail = parseTail(await readExactly(file, path, fileBytes - tailBytes, tailBytes));
  const headerAt = fileBytes - tailBytes - (tail?.bytes ?? 0);
  if (!tail || headerAt < startBytes) return undefined;
  const json = await readExactly(file, path, headerAt, tail.bytes);
  const header = crc32(json) === tail.crc32 ? parseHeader(json) : undefined;
  return header && layOut(header, headerAt);
}

/** Reads the header and makes sure that the file is as long as it says, before anything is allocated by it. */
async function readLayout(file: FileHandle, path: string): Promise<PackedLayout> {
  const start = await readExactly(file, path, 0, startBytes);
  // Not 'ascii', which would drop the highest bit of each byte.
  if (start.toString('latin1', 0, magic.length) !== magic) throw damaged(path);
  const { size } = await file.stat();
  const found = start.readUInt16LE(6);
  const read = found === version ? readLayout2 : found === 1 ? readLayout1 : undefined;
  const layout = await read?.(file, path, size);
  if (!layout) throw damaged(path);
  return layout;
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    const file = await open(path, 'r');
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw toReadProblem(thrown, path);
  }
}

const unlabelled = (count: number): Int32Array => new Int32Array(count).fill(-1);

/**
 * Reads all images whole. Labels are copied, pixels are a view of what was read.
 * @throws Problem `dataset.damaged` where the content does not match the header's checksum
 */
export async function readPacked(path: string): Promise<PackedData> {
  return withFile(path, async (file) => {
    const layout = await readLayout(file, path);
    let sum = 0;
    const readSplit = async (split: SplitName): Promise<PackedSplit> => {
      const place = placeOf(layout, split, path);
      if (!layout.sumsGoOn) sum = 0;
      const pixels = await readExactly(file, path, place.pixels, place.labels - place.pixels);
      const labels = await readExactly(file, path, place.labels, place.end - place.labels);
      sum = crc32(labels, crc32(pixels, sum));
      if (place.crc32 !== undefined && place.crc32 !== sum) throw damaged(path);
      return { pixels, labels: split === 'unlabelled' ? unlabelled(place.count) : unpackLabels(labels) };
    };
    const train = await readSplit('train');
    const test = await readSplit('test');
    const others = layout.splits.has('unlabelled') ? { unlabelled: await readSplit('unlabelled') } : {};
    return { image: layout.image, classes: layout.classes, train, test, ...others };
  });
}

function placeOf(layout: PackedLayout, split: SplitName, path: string): PackedPlace {
  const place = layout.splits.get(split);
  if (place) return place;
  throw new Problem('dataset.no-split', { id: basename(path, packedExtension), split });
}

/** Labels of a split; -1 for images without one. */
async function readLabelsAt(file: FileHandle, path: string, place: PackedPlace): Promise<Int32Array> {
  if (place.labels === place.end) return unlabelled(place.count);
  return unpackLabels(await readExactly(file, path, place.labels, place.end - place.labels));
}

/** A packed file that stays open, read image by image without the rest (and so without checking its sums). */
export interface OpenPacked {
  readonly layout: PackedLayout;
  /** i32[N]; -1 for images without a label. @throws Problem `dataset.no-split` */
  readonly labels: (split: SplitName) => Promise<Int32Array>;
  /** Fills `target`, u8[N, H, W, 3], with the images from `from` on. */
  readonly readRange: (split: SplitName, from: number, target: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @throws Problem `file.not-found`, `file.unreadable` or `dataset.damaged` */
export async function openPacked(path: string): Promise<OpenPacked> {
  const file = await open(path, 'r').catch((thrown: unknown) => {
    throw toReadProblem(thrown, path);
  });
  try {
    const layout = await readLayout(file, path);
    const bytes = imageBytes(layout.image);
    return {
      layout,
      labels: (split) => readLabelsAt(file, path, placeOf(layout, split, path)),
      readRange: async (split, from, target) => {
        const place = placeOf(layout, split, path);
        const at = place.pixels + from * bytes;
        if (at + target.length > place.labels) throw new RangeError('Expected a range within the split');
        await readInto(file, path, at, target);
      },
      close: () => file.close(),
    };
  } catch (thrown) {
    await file.close();
    throw toReadProblem(thrown, path);
  }
}

/**
 * Reads a few images without the rest of the file.
 * @param choose  given the labels of the split, the images wanted
 */
export async function readPackedImages(
  path: string,
  split: SplitName,
  choose: (labels: Int32Array) => readonly number[],
): Promise<PackedSplit> {
  const packed = await openPacked(path);
  try {
    const all = await packed.labels(split);
    const bytes = imageBytes(packed.layout.image);
    const chosen = choose(all);
    const pixels = new Uint8Array(chosen.length * bytes);
    for (const [i, image] of chosen.entries()) {
      await packed.readRange(split, image, pixels.subarray(i * bytes, (i + 1) * bytes));
    }
    return { pixels, labels: Int32Array.from(chosen, (image) => all[image] ?? -1) };
  } finally {
    await packed.close();
  }
}

/** Where a split starts and its labels, for whoever reads its images one by one; undefined where there is none. */
export async function locateSplit(
  path: string,
  split: SplitName,
): Promise<{ readonly start: number; readonly labels: Int32Array } | undefined> {
  return withFile(path, async (file) => {
    const place = (await readLayout(file, path)).splits.get(split);
    return place && { start: place.pixels, labels: await readLabelsAt(file, path, place) };
  });
}

/** SHA-256 of the file in hexadecimal: the identity of its content. */
export async function hashPacked(path: string): Promise<string> {
  return withFile(path, async (file) => {
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 })) {
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  });
}
