import type { DatasetInfo } from '#shared/dataset';
import { readPacked } from '../datasets/packed-file';
import type { TrainingData } from '../training/setup';

/** The images of a dataset, with what training has to know of them. */
export async function readImages(source: {
  readonly dataset: DatasetInfo;
  readonly datasetFile: string;
}): Promise<TrainingData> {
  const packed = await readPacked(source.datasetFile);
  const { image, classes, mean, deviation } = source.dataset;
  return { train: packed.train, test: packed.test, side: image[0], classes: classes.length, mean, deviation };
}
