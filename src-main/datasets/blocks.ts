/** Cuts a run of images that lie one behind the other into blocks of some megabytes. */

import type { SplitName } from '#shared/dataset';
import type { ByteReader } from './bytes/byte-reader';
import type { ImageBlock } from './reader';

const blockBytes = 2 ** 22;

export interface ImageRun {
  readonly split: SplitName;
  /** Of the first image within its split. */
  readonly from: number;
  readonly count: number;
  /** Bytes of one record, of which the image is `imageBytes` from `imageAt` on. */
  readonly recordBytes: number;
  readonly imageAt: number;
  readonly imageBytes: number;
}

/** Only the images of the records, one behind the other. */
function imagesOf(records: Buffer, { recordBytes, imageAt, imageBytes }: ImageRun): Uint8Array {
  if (imageBytes === recordBytes) return records;
  const count = records.length / recordBytes;
  const images = new Uint8Array(count * imageBytes);
  for (let i = 0; i < count; i += 1) {
    const at = i * recordBytes + imageAt;
    images.set(records.subarray(at, at + imageBytes), i * imageBytes);
  }
  return images;
}

/** @param fit  brings images to the size they are stored in */
export async function* readRun(
  bytes: ByteReader,
  run: ImageRun,
  fit: (images: Uint8Array) => Uint8Array,
): AsyncGenerator<ImageBlock> {
  const most = Math.max(1, Math.floor(blockBytes / run.recordBytes));
  for (let done = 0; done < run.count;) {
    const count = Math.min(most, run.count - done);
    const records = await bytes.take(count * run.recordBytes);
    const first = run.from + done;
    const indices = Array.from({ length: count }, (_, i) => first + i);
    yield { split: run.split, indices, pixels: fit(imagesOf(records, run)) };
    done += count;
  }
}
