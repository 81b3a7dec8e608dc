/** Tells whether files stayed as they were between two readings of them. */

import { stat } from 'node:fs/promises';
import { Problem } from '#shared/result';
import { toReadProblem } from '../file-problem';

/** @returns  a function that throws Problem `file.changed` where one of the files is not as it was */
export async function stampFiles(files: readonly string[]): Promise<() => Promise<void>> {
  const stampOf = async (file: string): Promise<string> => {
    try {
      const { size, mtimeMs, ino } = await stat(file);
      return `${size} ${mtimeMs} ${ino}`;
    } catch (thrown) {
      throw toReadProblem(thrown, file);
    }
  };
  const stamps = await Promise.all(files.map(stampOf));
  return async () => {
    const now = await Promise.all(files.map(stampOf));
    const changed = now.findIndex((stamp, i) => stamp !== stamps[i]);
    if (changed !== -1) throw new Problem('file.changed', { file: files[changed] ?? '' });
  };
}
