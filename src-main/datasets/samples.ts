/** A few images of each class, to show what a dataset looks like. */

import type { DatasetInfo, SampleImages, SplitName } from '#shared/dataset';
import { readPackedImages } from './packed-file';

/** The first `perClass` images of each class, class after class. */
function firstOfEachClass(labels: Int32Array, classCount: number, perClass: number): readonly number[] {
  const chosen = Array.from({ length: classCount }, (): number[] => []);
  labels.forEach((label, i) => {
    const images = chosen[label];
    if (images && images.length < perClass) images.push(i);
  });
  return chosen.flat();
}

export async function readSamples(
  info: DatasetInfo,
  file: string,
  split: SplitName,
  perClass: number,
): Promise<SampleImages> {
  const { pixels, labels } = await readPackedImages(file, split, (all) =>
    firstOfEachClass(all, info.classes.length, perClass),
  );
  const [height, width] = info.image;
  return { height, width, pixels, labels: Array.from(labels) };
}
