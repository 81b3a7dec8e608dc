/**
 * Reads and writes packed dataset files (see packed-format.ts). The trainer process reads them too:
 * nothing here knows TensorFlow or SQL.
 */

import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { SplitName } from '#shared/dataset';
import { Problem } from '#shared/result';
import { toReadProblem, toWriteProblem } from './file-problem';
import {
  imageBytes,
  packedExtension,
  packedParts,
  parseHeader,
  parsePrefix,
  prefixBytes,
  splitPlace,
  unpackLabels,
  type PackedContent,
  type PackedData,
  type PackedHeader,
  type PackedSplit,
} from './packed-format';

/** Ends the name of a file that is still being written. */
export const partialExtension = '.partial';

const damaged = (path: string): Problem =>
  new Problem('dataset.damaged', { id: basename(path, packedExtension) });

/** Reads `length` bytes; a file that ends before is damaged. */
async function readExactly(file: FileHandle, path: string, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, at + filled);
    if (bytesRead === 0) throw damaged(path);
    filled += bytesRead;
  }
  return buffer;
}

/** Reads the header and makes sure that the file is as long as it says, before anything is allocated by it. */
async function readHeader(
  file: FileHandle,
  path: string,
): Promise<{ readonly header: PackedHeader; readonly payloadStart: number }> {
  const headerBytes = parsePrefix(await readExactly(file, path, 0, prefixBytes));
  if (headerBytes === undefined) throw damaged(path);
  const header = parseHeader(await readExactly(file, path, prefixBytes, headerBytes));
  const payloadStart = prefixBytes + headerBytes;
  const { size } = await file.stat();
  if (!header || splitPlace(header, 'test', payloadStart).end !== size) throw damaged(path);
  return { header, payloadStart };
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

/**
 * Reads the whole file. Labels are copied, pixels are a view of what was read.
 * @throws Problem `dataset.damaged` where the content does not match the header's checksum
 */
export async function readPacked(path: string): Promise<PackedContent> {
  return withFile(path, async (file) => {
    const { header, payloadStart } = await readHeader(file, path);
    let sum = 0;
    const read = async (from: number, to: number): Promise<Buffer> => {
      const part = await readExactly(file, path, from, to - from);
      sum = crc32(part, sum);
      return part;
    };
    const readSplit = async (split: SplitName): Promise<PackedSplit> => {
      const place = splitPlace(header, split, payloadStart);
      const pixels = await read(place.pixels, place.labels);
      return { pixels, labels: unpackLabels(await read(place.labels, place.end)) };
    };
    const train = await readSplit('train');
    const test = await readSplit('test');
    if (sum !== header.crc32) throw damaged(path);
    return { header, train, test };
  });
}

/**
 * Reads a few images without the rest of the file (and so without checking its sum).
 * @param choose  given the labels of the split, the images wanted
 */
export async function readPackedImages(
  path: string,
  split: SplitName,
  choose: (labels: Int32Array) => readonly number[],
): Promise<PackedSplit> {
  return withFile(path, async (file) => {
    const { header, payloadStart } = await readHeader(file, path);
    const place = splitPlace(header, split, payloadStart);
    const all = unpackLabels(await readExactly(file, path, place.labels, place.end - place.labels));
    const bytes = imageBytes(header.image);
    const chosen = choose(all);
    const pixels = new Uint8Array(chosen.length * bytes);
    for (const [i, image] of chosen.entries()) {
      pixels.set(await readExactly(file, path, place.pixels + image * bytes, bytes), i * bytes);
    }
    return { pixels, labels: Int32Array.from(chosen, (image) => all[image] ?? 0) };
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

/** Makes the new name of a file survive a power cut. Windows cannot open folders and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeParts(
  path: string,
  parts: readonly Uint8Array[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const part of parts) await file.writeFile(part, signal ? { signal } : {});
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes the file whole or not at all, and its folder where there is none: under another name first, and on the
 * disk before it gets its own.
 * Two writers of one path must not run at once.
 * @throws Problem `disk.full` or `store.unwritable`; the signal's reason where it was aborted
 */
export async function writePacked(path: string, data: PackedData, signal?: AbortSignal): Promise<void> {
  const partial = path + partialExtension;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeParts(partial, packedParts(data), signal);
    signal?.throwIfAborted();
    await rename(partial, path);
    await syncFolder(dirname(path));
  } catch (thrown) {
    // What went wrong first is what is told.
    await rm(partial, { force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw toWriteProblem(thrown, path);
  }
}
