/**
 * Where engines live: a cache folder of the user, outside the repository, with one folder per version and flavour,
 * so that updating Tau Lab, cleaning a checkout or having several of them never fetches TensorFlow again.
 */

import { join } from 'node:path';
import envPaths from 'env-paths';
import { tensorflowVersion, type EngineFlavour } from './engine-version';

/** The folder that holds all engines; `TAU_LAB_ENGINES` moves it, for shared disks and tests. */
export const enginesRoot = (env: NodeJS.ProcessEnv = process.env): string =>
  env['TAU_LAB_ENGINES'] || join(envPaths('tau-lab', { suffix: '' }).cache, 'engine');

export const engineFolder = (flavour: EngineFlavour, root: string = enginesRoot()): string =>
  join(root, `tensorflow-${tensorflowVersion}-${flavour}`);
