/** Takes the wanted files out of a wheel, which is a zip archive, and hashes them on their way to the disk. */

import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

export interface UnpackedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface UnpackRequest {
  readonly wheel: string;
  readonly into: string;
  readonly isWanted: (path: string) => boolean;
  readonly onFraction: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** CUDA's wheel brings programs too, which must stay executable. */
const modeOf = (entry: Entry): number => ((entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644);

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  request: UnpackRequest,
  onBytes: (count: number) => void,
): Promise<UnpackedFile> {
  const target = join(request.into, entry.fileName);
  mkdirSync(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  await pipeline(
    await zip.openReadStreamPromise(entry),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        onBytes(chunk.length);
        yield chunk;
      }
    },
    createWriteStream(target, { mode: modeOf(entry), flush: true }),
    request.signal ? { signal: request.signal } : {},
  );
  return { path: entry.fileName, sizeBytes: entry.uncompressedSize, sha256: hash.digest('hex') };
}

export async function unpackWheel(request: UnpackRequest): Promise<readonly UnpackedFile[]> {
  const zip = await openPromise(request.wheel, { autoClose: false });
  try {
    const wanted: Entry[] = [];
    for await (const entry of zip.eachEntry())
      if (!entry.fileName.endsWith('/') && request.isWanted(entry.fileName)) wanted.push(entry);
    const totalBytes = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    let doneBytes = 0;
    const unpacked: UnpackedFile[] = [];
    for (const entry of wanted)
      unpacked.push(
        await unpackEntry(zip, entry, request, (count) => {
          doneBytes += count;
          request.onFraction(doneBytes / totalBytes);
        }),
      );
    return unpacked;
  } finally {
    zip.close();
  }
}
