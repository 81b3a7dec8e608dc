/**
 * Writes a packed dataset file (see packed-format.ts) as its images come, in memory that does not grow with them but
 * for two bytes a label. Training images go straight into the file; those of other splits wait in files of their own,
 * since archives mix the splits, and are appended at the end.
 */

import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ImageSize, SplitName } from '#shared/dataset';
import { toWriteProblem } from './file-problem';
import {
  imageBytes,
  packEnd,
  packLabels,
  packStart,
  partialExtension,
  type PackedData,
  type PackedHeader,
  type PackedSplitHeader,
} from './packed-format';

export interface WrittenFile {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly header: PackedHeader;
}

export interface PackedWriter {
  /**
   * Adds images to a split.
   * @param pixels  u8[n, H, W, 3]
   * @param labels  i32[n]; left out for the unlabelled split
   */
  add(split: SplitName, pixels: Uint8Array, labels?: Int32Array): Promise<void>;
  /** Completes the file, on the disk, still under its partial name. */
  finish(classes: readonly string[], onProgress?: (fraction: number) => void): Promise<WrittenFile>;
  /** Gives the finished file its name; whatever had it is replaced. */
  place(path: string): Promise<void>;
  /** Removes everything that was written and not placed. */
  abandon(): Promise<void>;
}

interface SplitOutput {
  count: number;
  crc: number;
  readonly labels: Int32Array[];
  /** Where the pixels wait; undefined for training images, which are in the file itself. */
  readonly waiting?: { readonly path: string; readonly file: FileHandle };
}

const copyBytes = 2 ** 22;

const concatenate = (parts: readonly Int32Array[], count: number): Int32Array => {
  const all = new Int32Array(count);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
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

/**
 * @param path  the file it will be, or one beside it; two writers of one path must not run at once
 * @throws Problem `disk.full` or `store.unwritable`, as does everything that the writer does
 */
export async function createPackedWriter(path: string, image: ImageSize): Promise<PackedWriter> {
  const partial = path + partialExtension;
  const hash = createHash('sha256');
  const outputs = new Map<SplitName, SplitOutput>();
  let file: FileHandle | undefined;

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw toWriteProblem(thrown, path);
    }
  };
  const append = async (bytes: Uint8Array): Promise<void> => {
    hash.update(bytes);
    await writeAll(file as FileHandle, bytes);
  };
  const outputOf = async (split: SplitName): Promise<SplitOutput> => {
    const known = outputs.get(split);
    if (known) return known;
    const output: SplitOutput = { count: 0, crc: 0, labels: [] };
    const waitingPath = `${path}.${split}${partialExtension}`;
    const made =
      split === 'train'
        ? output
        : { ...output, waiting: { path: waitingPath, file: await open(waitingPath, 'w+') } };
    outputs.set(split, made);
    return made;
  };
  const appendWaiting = async (output: SplitOutput, onBytes: (count: number) => void): Promise<void> => {
    if (!output.waiting) return;
    const buffer = Buffer.allocUnsafe(copyBytes);
    for (let at = 0; ;) {
      const { bytesRead } = await output.waiting.file.read(buffer, 0, copyBytes, at);
      if (bytesRead === 0) break;
      await append(buffer.subarray(0, bytesRead));
      at += bytesRead;
      onBytes(bytesRead);
    }
    await output.waiting.file.close();
    await rm(output.waiting.path, { force: true });
  };
  const completeSplit = async (split: SplitName, onBytes: (count: number) => void) => {
    const output = await outputOf(split);
    await appendWaiting(output, onBytes);
    let crc = output.crc;
    if (split !== 'unlabelled') {
      const labels = packLabels(concatenate(output.labels, output.count));
      crc = crc32(labels, crc);
      await append(labels);
    }
    return { count: output.count, crc32: crc } satisfies PackedSplitHeader;
  };
  const closeAll = async (): Promise<void> => {
    const files = [file, ...[...outputs.values()].map((output) => output.waiting?.file)];
    file = undefined;
    await Promise.all(files.map((each) => each?.close().catch(() => undefined)));
  };
  const abandon = async (): Promise<void> => {
    await closeAll();
    const waiting = [...outputs.values()].flatMap((output) => output.waiting?.path ?? []);
    // What went wrong first is what is told.
    await Promise.all([partial, ...waiting].map((each) => rm(each, { force: true }).catch(() => undefined)));
  };

  try {
    await guarded(async () => {
      await mkdir(dirname(path), { recursive: true });
      file = await open(partial, 'w');
      await append(packStart());
    });
  } catch (thrown) {
    await abandon();
    throw thrown;
  }
  return {
    add: (split, pixels, labels) =>
      guarded(async () => {
        const count = pixels.length / imageBytes(image);
        const isMatched = split === 'unlabelled' ? labels === undefined : labels?.length === count;
        if (!Number.isInteger(count) || !isMatched) throw new Error('Expected one label for each image');
        const output = await outputOf(split);
        output.count += count;
        output.crc = crc32(pixels, output.crc);
        if (labels) output.labels.push(labels);
        if (output.waiting) await writeAll(output.waiting.file, pixels);
        else await append(pixels);
      }),
    finish: (classes, onProgress) =>
      guarded(async () => {
        const waiting = [...outputs.values()].filter((output) => output.waiting);
        const total = waiting.reduce((sum, { count }) => sum + count, 0) * imageBytes(image);
        let copied = 0;
        const onBytes = (count: number): void => onProgress?.((copied += count) / total);
        const train = await completeSplit('train', onBytes);
        const test = await completeSplit('test', onBytes);
        const hasUnlabelled = outputs.has('unlabelled');
        const unlabelled = hasUnlabelled ? { unlabelled: await completeSplit('unlabelled', onBytes) } : {};
        const header: PackedHeader = { image, classes, splits: { train, test, ...unlabelled } };
        await append(packEnd(header));
        await file?.sync();
        await closeAll();
        return { hash: hash.digest('hex'), header };
      }),
    place: (target) =>
      guarded(async () => {
        await rename(partial, target);
        await syncFolder(dirname(target));
      }),
    abandon,
  };
}

/**
 * Writes the file whole or not at all, and its folder where there is none.
 * @throws Problem `disk.full` or `store.unwritable`; the signal's reason where it was aborted
 */
export async function writePacked(path: string, data: PackedData, signal?: AbortSignal): Promise<void> {
  const writer = await createPackedWriter(path, data.image);
  try {
    signal?.throwIfAborted();
    await writer.add('train', data.train.pixels, data.train.labels);
    await writer.add('test', data.test.pixels, data.test.labels);
    if (data.unlabelled) await writer.add('unlabelled', data.unlabelled.pixels);
    await writer.finish(data.classes);
    signal?.throwIfAborted();
    await writer.place(path);
  } catch (thrown) {
    await writer.abandon();
    throw thrown;
  }
}
