/**
 * Fetches one file whose length and checksum are known. What breaks off goes on where it was, over another connection
 * or another day; nothing gets its own name before every byte has been checked.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { Problem } from '#shared/result';
import type { KnownFile } from './catalogue';
import { httpGet, type Network } from './http-get';
import { openPartial, type PartialFile } from './partial-file';

export interface Patience {
  /** How long nothing may come. */
  readonly idleMs: number;
  /** How often in a row a connection may end without having brought anything. */
  readonly attempts: number;
  /** Before the second attempt; doubled for each further one. */
  readonly pauseMs: number;
}

export const usualPatience: Patience = { idleMs: 30_000, attempts: 5, pauseMs: 500 };

export interface FileJob {
  readonly file: KnownFile;
  /** In the order to try. */
  readonly addresses: readonly string[];
  readonly target: string;
  readonly network: Network;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** Hears how many bytes of the file are there. */
  readonly onBytes: (bytes: number) => void;
}

/** A connection that ended too early: worth another attempt. */
class BrokenOff extends Error {}

/** @throws Problem of `download`, `disk.full` or `store.unwritable`; the signal's reason where it was aborted */
export async function downloadFile(job: FileJob): Promise<void> {
  const partial = await openPartial(job.target, job.signal);
  try {
    if (partial.bytes() > job.file.sizeBytes) await partial.restart(null);
    let refused: unknown;
    for (const address of job.addresses) {
      try {
        await fetchWhole(address, partial, job);
        return;
      } catch (thrown) {
        job.signal.throwIfAborted();
        if (!(thrown instanceof Problem) || !thrown.code.startsWith('download.')) throw thrown;
        refused ??= thrown;
      }
    }
    throw refused;
  } finally {
    // Closed already where it was finished.
    await partial.close().catch(() => undefined);
  }
}

/** What was there before may have been the wrong part of it, so bytes that are wrong then get a second chance. */
async function fetchWhole(address: string, partial: PartialFile, job: FileJob): Promise<void> {
  const isResumed = partial.bytes() > 0;
  await fetchFrom(address, partial, job);
  if (await finishes(partial, job)) return;
  if (isResumed) {
    await fetchFrom(address, partial, job);
    if (await finishes(partial, job)) return;
  }
  throw new Problem('download.checksum', { address });
}

async function finishes(partial: PartialFile, { file }: FileJob): Promise<boolean> {
  const isRight = partial.digest() === file.sha256;
  // Nothing tells which byte is wrong, so none of them is of use.
  await (isRight ? partial.finish() : partial.restart(null));
  return isRight;
}

/** Asks again and again, as long as something comes. */
async function fetchFrom(address: string, partial: PartialFile, job: FileJob): Promise<void> {
  const { patience, signal, file } = job;
  let fruitless = 0;
  while (partial.bytes() < file.sizeBytes) {
    const before = partial.bytes();
    try {
      await fetchRest(address, partial, job);
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof Problem) throw thrown;
      fruitless = partial.bytes() > before ? 0 : fruitless + 1;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      if (fruitless >= patience.attempts) throw unreachable(address, partial, reason);
      await pause(patience.pauseMs * 2 ** fruitless, undefined, { signal });
    }
  }
}

const unreachable = (address: string, partial: PartialFile, reason: string): Problem =>
  partial.bytes() === 0
    ? new Problem('download.unreachable', { address, reason })
    : new Problem('download.broken-off', { address, reason, bytes: partial.bytes() });

async function fetchRest(address: string, partial: PartialFile, job: FileJob): Promise<void> {
  const from = partial.bytes();
  const mark = partial.mark();
  const headers = {
    'Accept-Encoding': 'identity',
    'User-Agent': 'tau-lab',
    ...(from > 0 ? { Range: `bytes=${from}-` } : {}),
    ...(from > 0 && mark !== null ? { 'If-Range': mark } : {}),
  };
  const { network, signal, patience } = job;
  const answer = await httpGet(address, { network, headers, signal, idleMs: patience.idleMs });
  try {
    await prepare(address, answer, partial, job);
    await receive(address, answer, partial, job);
  } finally {
    answer.destroy();
  }
}

/** Makes sure that what follows is what was asked for, and begins anew where the server does. */
async function prepare(
  address: string,
  answer: IncomingMessage,
  partial: PartialFile,
  { file }: FileJob,
): Promise<void> {
  const status = answer.statusCode ?? 0;
  if (status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers['content-range'] ?? '') ?? [];
    if (Number(start) !== partial.bytes()) throw new Problem('download.refused', { address, status });
    if (total !== '*') checkSize(address, file, Number(total));
    return;
  }
  // Its content is another than the part that is here, or that part is not a part at all.
  if (status === 416) {
    await partial.restart(null);
    throw new BrokenOff('the server has no such part');
  }
  if (status >= 500 || status === 429) throw new BrokenOff(`the server answered ${status}`);
  if (status !== 200) throw new Problem('download.refused', { address, status });
  const length = answer.headers['content-length'];
  if (length !== undefined) checkSize(address, file, Number(length));
  await partial.restart(markOf(answer));
}

function checkSize(address: string, file: KnownFile, found: number): void {
  if (found === file.sizeBytes) return;
  throw new Problem('download.wrong-size', { address, expected: file.sizeBytes, found });
}

/** A weak tag may stand for other bytes, so it is none. */
function markOf({ headers }: IncomingMessage): string | null {
  const { etag } = headers;
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  return headers['last-modified'] ?? null;
}

async function receive(
  address: string,
  answer: IncomingMessage,
  partial: PartialFile,
  { file, onBytes }: FileJob,
): Promise<void> {
  for await (const chunk of answer) {
    const bytes = chunk as Buffer;
    if (partial.bytes() + bytes.length > file.sizeBytes) {
      const found = partial.bytes() + bytes.length;
      await partial.restart(null);
      throw new Problem('download.wrong-size', { address, expected: file.sizeBytes, found: `≥ ${found}` });
    }
    await partial.append(bytes);
    onBytes(partial.bytes());
  }
  if (partial.bytes() < file.sizeBytes) throw new BrokenOff('the connection ended early');
}
