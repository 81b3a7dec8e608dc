/**
 * Reads IDX, the format of MNIST and its relatives: a big-endian header, then unsigned bytes; plain or gzip.
 *
 *   images  0x00000803, count, height, width           or  0x00000804, count, height, width, channels
 *   labels  0x00000801, count
 *
 * A header is never believed: memory is taken only for bytes that the file really holds.
 */

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '#shared/result';
import { toReadProblem } from './file-problem';
import { parseIdxHeader, type IdxHeader, type IdxKind } from './idx-header';

export interface IdxImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** u8[count, height, width, channels] */
  readonly pixels: Uint8Array;
}

const leastHeaderBytes: Readonly<Record<IdxKind, number>> = { images: 16, labels: 8 };

interface Source {
  readonly file: string;
  readonly sizeBytes: number;
  readonly isGzip: boolean;
}

async function inspect(file: string): Promise<Source> {
  const status = await stat(file);
  // Opening a pipe would wait for its writer.
  if (!status.isFile()) throw new Problem('file.unreadable', { file, reason: 'it is not a regular file' });
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const isGzip = bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
    return { file, sizeBytes: status.size, isGzip };
  } finally {
    await handle.close();
  }
}

/** Takes the bytes of a file as they come and stops at the first that its header does not announce. */
function createCollector({ file, sizeBytes, isGzip }: Source, kind: IdxKind) {
  const chunks: Buffer[] = [];
  let total = 0;
  let header: IdxHeader | undefined;

  const checkExcess = ({ headerBytes, dataBytes }: IdxHeader): void => {
    if (total <= headerBytes + dataBytes) return;
    const found = isGzip ? `≥ ${total - headerBytes}` : sizeBytes - headerBytes;
    throw new Problem('idx.trailing', { file, expected: dataBytes, found });
  };
  const add = (chunk: Buffer): void => {
    chunks.push(chunk);
    total += chunk.length;
    header ??= parseIdxHeader(file, kind, chunks.length === 1 ? chunk : Buffer.concat(chunks));
    if (header) checkExcess(header);
  };
  const finish = (): { readonly header: IdxHeader; readonly data: Uint8Array } => {
    if (!header) throw new Problem('idx.truncated', { file, expected: leastHeaderBytes[kind], found: total });
    const { headerBytes, dataBytes } = header;
    const found = total - headerBytes;
    if (found < dataBytes) throw new Problem('idx.truncated', { file, expected: dataBytes, found });
    return { header, data: Buffer.concat(chunks).subarray(headerBytes) };
  };
  return { add, finish };
}

function toIdxProblem(thrown: unknown, file: string): unknown {
  const isZlib = thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('Z_');
  return isZlib
    ? new Problem('idx.bad-gzip', { file, reason: thrown.message }, { cause: thrown })
    : toReadProblem(thrown, file);
}

async function readIdx(file: string, kind: IdxKind, signal: AbortSignal | undefined) {
  try {
    signal?.throwIfAborted();
    const source = await inspect(file);
    const collector = createCollector(source, kind);
    const collect = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) collector.add(chunk);
    };
    const bytes = createReadStream(file, { highWaterMark: 2 ** 20 });
    const options = signal ? { signal } : {};
    if (source.isGzip) await pipeline(bytes, createGunzip({ chunkSize: 2 ** 18 }), collect, options);
    else await pipeline(bytes, collect, options);
    return collector.finish();
  } catch (thrown) {
    signal?.throwIfAborted();
    throw toIdxProblem(thrown, file);
  }
}

export async function readIdxImages(file: string, signal?: AbortSignal): Promise<IdxImages> {
  const { header, data } = await readIdx(file, 'images', signal);
  const [count = 0, height = 0, width = 0, channels = 1] = header.sizes;
  return { count, height, width, channels, pixels: data };
}

/** @returns  u8[count] */
export async function readIdxLabels(file: string, signal?: AbortSignal): Promise<Uint8Array> {
  return (await readIdx(file, 'labels', signal)).data;
}
