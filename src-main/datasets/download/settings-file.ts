/** Mirror and proxy, kept as JSON in the folder of downloads. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { DownloadSettings } from '#shared/download';
import { Problem } from '#shared/result';
import { toReadProblem, toWriteProblem } from '../file-problem';
import { parseAddress } from './http-get';

const settingsSchema = z.object({ mirror: z.string(), proxy: z.string() });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** @throws Problem where there is a file that holds none, or cannot be read */
export async function readSettings(file: string): Promise<DownloadSettings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const problem = toReadProblem(thrown, file);
    if (problem instanceof Problem && problem.code === 'file.not-found') return { mirror: '', proxy: '' };
    throw problem;
  }
  const { success, data } = settingsSchema.safeParse(parseJson(text));
  if (!success) throw new Problem('download.bad-settings', { file });
  return data;
}

/** @returns  them as they were kept. @throws Problem `download.bad-address` or `store.unwritable` */
export async function writeSettings(file: string, given: DownloadSettings): Promise<DownloadSettings> {
  const settings = { mirror: given.mirror.trim(), proxy: given.proxy.trim() };
  for (const address of Object.values(settings)) if (address !== '') parseAddress(address);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  } catch (thrown) {
    throw toWriteProblem(thrown, file);
  }
  return settings;
}
