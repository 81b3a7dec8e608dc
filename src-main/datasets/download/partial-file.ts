/**
 * What has been fetched of a file so far, under a name that nobody takes for the file itself. Beside it lies the mark
 * that the server gave the content, so that the rest is only asked of the same content.
 */

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { toReadProblem, toWriteProblem } from '../file-problem';

export const partialName = (file: string): string => `${file}.download`;
const markName = (file: string): string => `${file}.download-mark`;

/** Bytes of a file, or null where there is none. */
export const bytesAt = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );

/** The hash of a whole file, still open for more. @param onBytes  hears how many bytes have been read */
export async function hashFile(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Hash> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, signal })) {
      hash.update(chunk as Buffer);
      onBytes((read += (chunk as Buffer).length));
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw toReadProblem(thrown, path);
  }
  return hash;
}

export interface PartialFile {
  readonly bytes: () => number;
  /** What the server called the content, or null where it gave it no name. */
  readonly mark: () => string | null;
  /** Throws away what is there; the content that comes now is called so. */
  readonly restart: (mark: string | null) => Promise<void>;
  readonly append: (chunk: Buffer) => Promise<void>;
  /** SHA-256 of what is there, in hexadecimal. */
  readonly digest: () => string;
  /** Gives the file its own name. */
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens what is there, or begins anew. @throws Problem `disk.full` or `store.unwritable` */
export async function openPartial(target: string, signal: AbortSignal): Promise<PartialFile> {
  const path = partialName(target);
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((thrown: unknown) => {
      throw toWriteProblem(thrown, target);
    });
  const found = await bytesAt(path);
  let hash = found ? await hashFile(path, signal) : createHash('sha256');
  let bytes = found ?? 0;
  let mark = await readFile(markName(target), 'utf8').catch(() => null);
  const file = await told(open(path, 'a'));
  return {
    bytes: () => bytes,
    mark: () => mark,
    restart: async (next) => {
      if (bytes > 0) await told(truncate(path, 0));
      hash = createHash('sha256');
      bytes = 0;
      mark = next;
      if (next === null) await rm(markName(target), { force: true });
      else await told(writeFile(markName(target), next));
    },
    append: async (chunk) => {
      await told(file.appendFile(chunk));
      hash.update(chunk);
      bytes += chunk.length;
    },
    digest: () => hash.copy().digest('hex'),
    finish: async () => {
      await told(file.sync());
      await file.close();
      await told(rename(path, target));
      await rm(markName(target), { force: true });
    },
    close: () => file.close(),
  };
}

/** Removes a file together with what there may be of it. */
export async function removeFetched(target: string): Promise<void> {
  for (const name of [target, partialName(target), markName(target)]) {
    await rm(name, { force: true }).catch((thrown: unknown) => {
      throw toWriteProblem(thrown, target);
    });
  }
}
