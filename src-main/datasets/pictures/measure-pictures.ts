/** The sizes of pictures, from their headers, and the side that suits them. */

import { paddedSide } from '../padded-side';
import type { OpenDataset, OpenOptions } from '../reader';
import { Problem } from '#shared/result';
import { measurePicture } from './decode-picture';
import { inOrder } from './in-order';
import { readPicture } from './picture-blocks';

/** Of a million pictures so many are looked at, spread evenly: the headers of all would take minutes. */
const mostMeasured = 500;
/** What encoders for photographs are made for, and the largest of them take. */
const largestSide = 224;

function spread<T>(things: readonly T[], most: number): readonly T[] {
  if (things.length <= most) return things;
  return Array.from({ length: most }, (_, i) => things[Math.floor((i * things.length) / most)] as T);
}

/** The size of a picture; undefined where it cannot be read, which the import tells when it comes to it. */
async function sizeOf(file: string, signal: AbortSignal): Promise<readonly [number, number] | undefined> {
  try {
    return await measurePicture(await readPicture(file, signal), file);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code.startsWith('picture.')) return undefined;
    throw thrown;
  }
}

/** @throws Problem `picture.none-readable` where none of the pictures looked at can be read */
export async function measurePictures(
  files: readonly string[],
  { signal, onProgress }: OpenOptions,
): Promise<Pick<OpenDataset, 'found' | 'side'>> {
  const chosen = spread(files, mostMeasured);
  const sizes: (readonly [number, number])[] = [];
  let done = 0;
  for await (const size of inOrder(chosen, (file) => sizeOf(file, signal))) {
    signal.throwIfAborted();
    if (size) sizes.push(size);
    onProgress(0.25 + (0.75 * (done += 1)) / chosen.length);
  }
  sizes.sort((a, b) => a[0] * a[1] - b[0] * b[1]);
  const [min, max] = [sizes[0], sizes.at(-1)];
  if (!min || !max) throw new Problem('picture.none-readable', { file: files[0] ?? '' });
  const shorter = sizes.map(([height, width]) => Math.min(height, width)).sort((a, b) => a - b);
  const median = shorter[shorter.length >> 1] ?? largestSide;
  return { found: { min, max }, side: Math.min(largestSide, paddedSide(median)) };
}
