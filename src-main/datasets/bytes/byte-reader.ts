/**
 * Takes bytes from a stream in the portions that a format prescribes. Memory is taken only for bytes that really
 * came: what a header announces is never believed.
 */

import { Problem } from '#shared/result';

export interface ByteReader {
  /** What the bytes are of, for sentences. */
  readonly file: string;
  /** Bytes taken or skipped so far. */
  readonly position: () => number;
  /** @throws Problem `file.truncated` where fewer are left */
  take(count: number): Promise<Buffer>;
  /** Fewer than asked for only at the end. */
  takeUpTo(count: number): Promise<Buffer>;
  /** @throws Problem `file.truncated` where fewer are left */
  skip(count: number): Promise<void>;
  isAtEnd(): Promise<boolean>;
}

export function createByteReader(file: string, chunks: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let position = 0;

  /** False at the end. */
  const fill = async (): Promise<boolean> => {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done) return false;
      held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    return true;
  };
  const consume = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    position += taken.length;
    return taken;
  };
  const takeUpTo = async (count: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0 && (await fill())) {
      const part = consume(missing);
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  };
  const truncated = (expected: number, found: number): Problem =>
    new Problem('file.truncated', { file, expected, found });
  return {
    file,
    position: () => position,
    takeUpTo,
    take: async (count) => {
      const start = position;
      const taken = await takeUpTo(count);
      if (taken.length < count) throw truncated(start + count, position);
      return taken;
    },
    skip: async (count) => {
      const end = position + count;
      while (position < end) {
        if (!(await fill())) throw truncated(end, position);
        consume(end - position);
      }
    },
    isAtEnd: async () => !(await fill()),
  };
}
