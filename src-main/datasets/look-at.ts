/** Looks a little at what was pointed at: enough to tell formats apart, and no more. */

import { opendir, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Problem } from '#shared/result';
import { openBytes } from './bytes/open-bytes';
import { toReadProblem } from './file-problem';
import type { PointedPath } from './reader';

const startBytes = 1024;
const maxNames = 100_000;

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(folder)) {
    names.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
    if (names.length === maxNames) break;
  }
  return names.sort();
}

/** What comes before gzip turns out to be broken: its reader will say what is wrong with it. */
async function startOf(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of openBytes(file)) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= startBytes) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'file.bad-gzip') throw thrown;
  }
  return Buffer.concat(parts).subarray(0, startBytes);
}

async function lookAtOne(path: string): Promise<PointedPath> {
  if (!isAbsolute(path)) throw new Problem('import.relative-path', { path });
  try {
    const isFolder = (await stat(path)).isDirectory();
    if (isFolder) return { path, isFolder, names: await namesIn(path), start: Buffer.alloc(0) };
    return { path, isFolder, names: [], start: await startOf(path) };
  } catch (thrown) {
    throw toReadProblem(thrown, path);
  }
}

/** @throws Problem that names the path that cannot be read */
export async function lookAt(paths: readonly string[]): Promise<readonly PointedPath[]> {
  const pointed: PointedPath[] = [];
  for (const path of paths) pointed.push(await lookAtOne(path));
  return pointed;
}
