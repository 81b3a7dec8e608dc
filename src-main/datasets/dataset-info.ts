/** What the store keeps of a dataset, from its pixels and its packed file. */

import { stat } from 'node:fs/promises';
import type { DatasetInfo, SplitInfo } from '#shared/dataset';
import { channelStatistics } from './channel-statistics';
import { toReadProblem } from './file-problem';
import { hashPacked } from './packed-file';
import type { PackedData, PackedSplit } from './packed-format';

function describeSplit({ labels }: PackedSplit, classCount: number): SplitInfo {
  const perClass = new Array<number>(classCount).fill(0);
  for (const label of labels) perClass[label] = (perClass[label] ?? 0) + 1;
  return { count: labels.length, perClass };
}

/** @param data  what the file holds; it is not read again but for its checksum */
export async function describeDataset(
  label: Pick<DatasetInfo, 'id' | 'name' | 'format'>,
  data: PackedData,
  file: string,
): Promise<DatasetInfo> {
  const { size, mtimeMs } = await stat(file).catch((thrown: unknown) => {
    throw toReadProblem(thrown, file);
  });
  const { id, name, format } = label;
  return {
    id,
    name,
    format,
    image: data.image,
    classes: data.classes,
    splits: {
      train: describeSplit(data.train, data.classes.length),
      test: describeSplit(data.test, data.classes.length),
      ...(data.unlabelled ? { unlabelled: { count: data.unlabelled.labels.length, perClass: [] } } : {}),
    },
    ...channelStatistics(data.train.pixels),
    hash: await hashPacked(file),
    sizeBytes: size,
    createdAtUnixMs: Math.round(mtimeMs),
  };
}
