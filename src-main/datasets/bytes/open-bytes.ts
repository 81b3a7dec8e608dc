/** The content of a file as a stream, unpacked where it is gzip: by its first bytes, whatever its name says. */

import { open, stat, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '#shared/result';
import { toReadProblem } from '../file-problem';

export interface ByteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Part of the file that has been read, in [0, 1]. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

const chunkBytes = 2 ** 18;

async function openRegular(file: string): Promise<FileHandle> {
  // Opening a pipe would wait for its writer.
  if (!(await stat(file)).isFile()) {
    throw new Problem('file.unreadable', { file, reason: 'it is not a regular file' });
  }
  return open(file, 'r');
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
}

export function toBytesProblem(thrown: unknown, file: string): unknown {
  const isZlib = thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('Z_');
  return isZlib
    ? new Problem('file.bad-gzip', { file, reason: thrown.message }, { cause: thrown })
    : toReadProblem(thrown, file);
}

/**
 * The file is closed when the loop over the chunks ends, however it ends.
 * @throws Problem `file.not-found`, `file.unreadable`, `file.bad-gzip`; the signal's reason where it was aborted
 */
export async function* openBytes(file: string, options: ByteOptions = {}): AsyncGenerator<Buffer> {
  const { signal, onProgress } = options;
  let handle: FileHandle | undefined;
  try {
    signal?.throwIfAborted();
    handle = await openRegular(file);
    const { size } = await handle.stat();
    const stream = handle.createReadStream({ autoClose: false, highWaterMark: chunkBytes, start: 0 });
    let read = 0;
    stream.on('data', (chunk) => onProgress?.((read += chunk.length) / size));
    stream.pause();
    const bytes = (await isGzip(handle)) ? stream.pipe(createGunzip({ chunkSize: chunkBytes })) : stream;
    if (bytes !== stream) stream.on('error', (thrown) => bytes.destroy(thrown));
    try {
      for await (const chunk of bytes) {
        signal?.throwIfAborted();
        yield chunk as Buffer;
      }
    } finally {
      stream.destroy();
      bytes.destroy();
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    throw toBytesProblem(thrown, file);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}
