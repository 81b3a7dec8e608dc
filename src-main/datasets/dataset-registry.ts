/**
 * The folder of packed dataset files: which file belongs to which dataset, and the built-in one.
 * Rows about datasets live in the store; nothing here knows it.
 */

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { builtinDatasetId, type DatasetInfo } from '#shared/dataset';
import { Problem } from '#shared/result';
import { builtinClasses, builtinDefaultSeed, generateBuiltin } from './builtin/generate-builtin';
import { side } from './builtin/canvas';
import { describeDataset } from './dataset-info';
import { toWriteProblem } from './file-problem';
import { readPacked } from './packed-file';
import { packedExtension, partialExtension, type PackedData } from './packed-format';
import { writePacked } from './packed-writer';

export const datasetFile = (folder: string, id: string): string => join(folder, id + packedExtension);

/** Clears what an import left whose process was killed. For when none is running. */
export async function clearPartialFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): readonly string[] => []);
  const left = names.filter((name) => name.includes(packedExtension) && name.endsWith(partialExtension));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

export async function deleteDatasetFile(folder: string, id: string): Promise<void> {
  const file = datasetFile(folder, id);
  await rm(file, { force: true }).catch((thrown: unknown) => {
    throw toWriteProblem(thrown, file);
  });
}

function packBuiltin(seed: number): PackedData {
  const { train, test } = generateBuiltin(seed);
  return {
    image: [side, side, 3],
    classes: builtinClasses,
    train: { pixels: train.pixels, labels: Int32Array.from(train.labels) },
    test: { pixels: test.pixels, labels: Int32Array.from(test.labels) },
  };
}

/** What the file holds, or undefined where there is none or it is damaged. */
async function readIntact(file: string): Promise<PackedData | undefined> {
  try {
    return await readPacked(file);
  } catch (thrown) {
    if (thrown instanceof Problem && ['file.not-found', 'dataset.damaged'].includes(thrown.code)) {
      return undefined;
    }
    throw thrown;
  }
}

/**
 * The built-in dataset; painted, in about two seconds, where its file is missing or damaged.
 * @param seed  other seeds paint other images of the same kind, under other ids
 */
export async function ensureBuiltin(folder: string, seed = builtinDefaultSeed): Promise<DatasetInfo> {
  const isDefault = seed === builtinDefaultSeed;
  const id = isDefault ? builtinDatasetId : `${builtinDatasetId}-seed-${seed}`;
  const name = isDefault ? 'Shapes' : `Shapes, seed ${seed}`;
  const file = datasetFile(folder, id);
  let data = await readIntact(file);
  if (!data) {
    data = packBuiltin(seed);
    await writePacked(file, data);
  }
  return describeDataset({ id, name, format: 'builtin' }, data, file);
}
