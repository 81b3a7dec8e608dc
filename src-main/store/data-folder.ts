import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** The absolute data folder: the one asked for, else `TAU_LAB_STORE`, else the user's own for this system. */
export function dataFolder(asked: string | null | undefined, env: NodeJS.ProcessEnv = process.env): string {
  return resolve(asked || env['TAU_LAB_STORE'] || envPaths('tau-lab', { suffix: '' }).data);
}
