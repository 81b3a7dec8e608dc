/** Which reader takes what was pointed at. */

import { basename } from 'node:path';
import type { ImportFormat } from '#shared/dataset';
import { Problem } from '#shared/result';
import { lookAt } from './look-at';
import { certainties, type DatasetReader } from './reader';
import { readers } from './readers/readers';

/**
 * @returns  readers that could take the files, the surest first
 * @throws Problem `import.unknown-format` where there is none
 */
export async function detectReaders(paths: readonly string[]): Promise<readonly DatasetReader[]> {
  const pointed = await lookAt(paths);
  const judged = await Promise.all(
    readers.map(async (reader) => ({
      reader,
      rank: certainties.indexOf(await reader.detect(pointed)),
    })),
  );
  const able = judged.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank);
  if (able.length > 0) return able.map(({ reader }) => reader);
  const name = basename(paths[0] ?? '');
  throw new Problem('import.unknown-format', { file: paths.length > 1 ? `${name}, …` : name });
}

/** @throws Problem `import.unknown-format` */
export function readerOf(format: ImportFormat): DatasetReader {
  const reader = readers.find((each) => each.format === format);
  if (!reader) throw new Problem('import.unknown-format', { file: format });
  return reader;
}
