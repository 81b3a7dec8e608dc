/** Decodes pictures on all cores and hands them out in blocks; those that cannot be read are counted and refused. */

import { readFile } from 'node:fs/promises';
import type { SplitName } from '#shared/dataset';
import { Problem } from '#shared/result';
import { toReadProblem } from '../file-problem';
import type { BlockOptions, ImageBlock } from '../reader';
import { decodePicture } from './decode-picture';
import { inOrder } from './in-order';

const blockBytes = 2 ** 22;

export interface PictureList {
  readonly split: SplitName;
  readonly files: readonly string[];
}

export async function readPicture(file: string, signal: AbortSignal): Promise<Buffer> {
  try {
    return await readFile(file, { signal });
  } catch (thrown) {
    signal.throwIfAborted();
    throw toReadProblem(thrown, file);
  }
}

/** Only what is wrong with a picture itself; a file that is gone or a broken disk ends the import at once. */
const isUnreadable = (thrown: unknown): thrown is Problem =>
  thrown instanceof Problem && thrown.code.startsWith('picture.');

interface Decoded {
  readonly index: number;
  readonly pixels: Uint8Array | Problem;
}

async function* decoded(list: PictureList, options: BlockOptions): AsyncGenerator<Decoded> {
  const { signal, side, isWanted } = options;
  const decode = async (index: number): Promise<Decoded> => {
    signal.throwIfAborted();
    const file = list.files[index] as string;
    try {
      return { index, pixels: await decodePicture(await readPicture(file, signal), side, file) };
    } catch (thrown) {
      if (!isUnreadable(thrown)) throw thrown;
      return { index, pixels: thrown };
    }
  };
  const wanted = [...list.files.keys()].filter((index) => isWanted(list.split, index));
  yield* inOrder(wanted, decode);
}

/**
 * All pictures are tried before any is complained about, so that all can be mended at once.
 * @throws Problem `picture.unreadable` that names the first picture that cannot be read
 */
export async function* pictureBlocks(
  lists: readonly PictureList[],
  options: BlockOptions,
): AsyncGenerator<ImageBlock> {
  const imageBytes = options.side ** 2 * 3;
  const most = Math.max(1, Math.floor(blockBytes / imageBytes));
  const unreadable: Problem[] = [];
  for (const list of lists) {
    let indices: number[] = [];
    let pixels = new Uint8Array(most * imageBytes);
    for await (const { index, pixels: image } of decoded(list, options)) {
      if (image instanceof Problem) {
        unreadable.push(image);
        continue;
      }
      pixels.set(image, indices.length * imageBytes);
      indices.push(index);
      if (indices.length < most) continue;
      yield { split: list.split, indices, pixels };
      indices = [];
      pixels = new Uint8Array(most * imageBytes);
    }
    if (indices.length > 0) {
      yield { split: list.split, indices, pixels: pixels.subarray(0, indices.length * imageBytes) };
    }
  }
  const [first] = unreadable;
  if (!first) return;
  const { file = '' } = first.details;
  throw new Problem('picture.unreadable', { count: unreadable.length, file, reason: first.message });
}
