/** Brings one wheel, by pip or from a file that the person brought, and makes sure that it is the expected one. */

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '#shared/result';
import type { Tool } from './find-tools';
import { requirementOf, type KnownWheel } from './known-wheels';
import type { Machine } from './machine';

export interface FetchRequest {
  readonly wheel: KnownWheel;
  readonly pip: Tool;
  readonly into: string;
  readonly machine: Machine;
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** pip takes a platform at its word: it does not know that a newer one runs wheels for the older. */
const platforms = ['2_28', '2_27', '2_17', '2_12']
  .map((glibc) => `manylinux_${glibc}_x86_64`)
  .concat(['manylinux2014_x86_64', 'manylinux2010_x86_64'])
  .flatMap((platform) => ['--platform', platform]);

const downloadArguments = (requirement: string, into: string): readonly string[] => [
  'download',
  ...['--no-deps', '--only-binary=:all:', '--implementation', 'cp', '--python-version', '3.12'],
  ...platforms,
  // Without a cache and with its temporary folder inside ours, the growth of one folder is the progress.
  ...['--no-cache-dir', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off'],
  ...['--dest', into, requirement],
];

function folderBytes(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

const pollMs = 300;

const lastError = (stderr: string): string => {
  const lines = stderr.split('\n').map((line) => line.trim());
  const found = lines.findLast((line) => /^error|errno|no space left/i.test(line)) ?? lines.findLast(Boolean);
  return (found ?? 'no reason given').replace(/^ERROR:\s*/, '').replace(/\.$/, '');
};

/** The path of the wheel that pip put into the empty folder `into`. */
export async function fetchWheel(request: FetchRequest): Promise<string> {
  const { wheel, machine, into } = request;
  const temporary = join(into, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const poll = setInterval(() => request.onBytes(Math.min(folderBytes(into), wheel.sizeBytes)), pollMs);
  try {
    const [command, ...args] = request.pip;
    const outcome = await machine.run(command, [...args, ...downloadArguments(requirementOf(wheel), into)], {
      signal: request.signal,
      env: { ...machine.env, TMPDIR: temporary },
    });
    const path = join(into, wheel.file);
    if (outcome.exitCode !== 0 || !existsSync(path))
      throw new Problem('engine.download', { wheel: wheel.file, reason: lastError(outcome.stderr) });
    return path;
  } finally {
    clearInterval(poll);
  }
}

/** Refuses a wheel that is not byte for byte the known one. */
export async function checkWheel(path: string, wheel: KnownWheel, signal?: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, signal ? { signal } : {});
  const found = hash.digest('hex');
  if (found !== wheel.sha256)
    throw new Problem('engine.checksum', { file: path, expected: wheel.sha256, found });
}
