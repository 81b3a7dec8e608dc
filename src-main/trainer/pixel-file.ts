/** Reads images of a packed file as training wants them: batches that were announced while TensorFlow computes. */

import { read as readSome, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { Problem } from '#shared/result';
import { toReadProblem } from '../datasets/file-problem';
import type { PixelReader } from '../training/pixels';

const readBytes = promisify(readSome);

/** Announced batches that nobody came for are dropped beyond so many, which bounds the memory. */
const mostWaiting = 8;

export interface PixelPlace {
  /** Descriptor of the open file. */
  readonly descriptor: number;
  readonly file: string;
  /** The dataset, for the sentence that says that its file is damaged. */
  readonly id: string;
  /** Offset of the first image of the split. */
  readonly start: number;
  readonly imageBytes: number;
}

/** Images that lie one behind the other in the file and in the batch. */
interface Stretch {
  readonly place: number;
  readonly number: number;
  count: number;
}

function stretches(numbers: Int32Array): readonly Stretch[] {
  const found: Stretch[] = [];
  numbers.forEach((number, place) => {
    const last = found.at(-1);
    if (last && last.number + last.count === number) last.count += 1;
    else found.push({ place, number, count: 1 });
  });
  return found;
}

const isSame = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

export function createPixelReader({ descriptor, file, id, start, imageBytes }: PixelPlace): PixelReader {
  const waiting: { readonly numbers: Int32Array; readonly pixels: Buffer }[] = [];
  // Never from Node's shared pool: the bytes are seen as int32, which start at multiples of four.
  const room = (numbers: Int32Array): Buffer => Buffer.allocUnsafeSlow(numbers.length * imageBytes);
  const damaged = (): Problem => new Problem('dataset.damaged', { id });
  const rangeOf = ({ place, number, count }: Stretch) => ({
    from: place * imageBytes,
    length: count * imageBytes,
    at: start + number * imageBytes,
  });

  const readNow = (numbers: Int32Array): Buffer => {
    const pixels = room(numbers);
    for (const stretch of stretches(numbers)) {
      const { from, length, at } = rangeOf(stretch);
      for (let done = 0; done < length;) {
        const count = readSync(descriptor, pixels, from + done, length - done, at + done);
        if (count === 0) throw damaged();
        done += count;
      }
    }
    return pixels;
  };

  const readStretch = async (pixels: Buffer, stretch: Stretch): Promise<void> => {
    const { from, length, at } = rangeOf(stretch);
    for (let done = 0; done < length;) {
      const { bytesRead } = await readBytes(descriptor, pixels, from + done, length - done, at + done);
      if (bytesRead === 0) throw damaged();
      done += bytesRead;
    }
  };

  return {
    read: (numbers) => {
      const found = waiting.findIndex((batch) => isSame(batch.numbers, numbers));
      const [batch] = found < 0 ? [] : waiting.splice(found, 1);
      if (batch) return batch.pixels;
      try {
        return readNow(numbers);
      } catch (thrown) {
        throw toReadProblem(thrown, file);
      }
    },
    ahead: async (numbers) => {
      const pixels = room(numbers);
      try {
        await Promise.all(stretches(numbers).map((stretch) => readStretch(pixels, stretch)));
      } catch (thrown) {
        throw toReadProblem(thrown, file);
      }
      waiting.push({ numbers, pixels });
      if (waiting.length > mostWaiting) waiting.shift();
    },
  };
}
