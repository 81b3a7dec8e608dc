import { open } from 'node:fs/promises';
import type { DatasetInfo, SplitName } from '#shared/dataset';
import { Problem } from '#shared/result';
import { toReadProblem } from '../datasets/file-problem';
import { locateSplit, readPacked } from '../datasets/packed-file';
import { imageBytes } from '../datasets/packed-format';
import type { ImageBytes } from '../training/images';
import type { TrainingData } from '../training/setup';
import { createPixelReader } from './pixel-file';

/** Datasets up to this size live on the device whole: CIFAR has 185 MB, ImageNet-100 at 224 pixels 20 GB. */
const mostWholeBytes = 512 * 2 ** 20;

export interface ReadImages {
  readonly data: TrainingData;
  /** For when nothing is read any more. */
  readonly close: () => Promise<void>;
}

interface Source {
  readonly dataset: DatasetInfo;
  readonly datasetFile: string;
}

/** The images of a dataset, with what training has to know of them; larger ones are read as they are wanted. */
export async function readImages(source: Source, wholeBytes = mostWholeBytes): Promise<ReadImages> {
  const { image, classes, mean, deviation, sizeBytes } = source.dataset;
  const known = { side: image[0], classes: classes.length, mean, deviation };
  if (sizeBytes > wholeBytes) return openImages(source, known);
  const { train, test, unlabelled } = await readPacked(source.datasetFile);
  return { data: { train, test, unlabelled, ...known }, close: () => Promise.resolve() };
}

async function openImages(
  { dataset, datasetFile }: Source,
  known: Omit<TrainingData, SplitName>,
): Promise<ReadImages> {
  const handle = await open(datasetFile, 'r').catch((thrown: unknown) => {
    throw toReadProblem(thrown, datasetFile);
  });
  const place = {
    descriptor: handle.fd,
    file: datasetFile,
    id: dataset.id,
    imageBytes: imageBytes(dataset.image),
  };
  const splitOf = async (split: SplitName): Promise<ImageBytes | undefined> => {
    const found = await locateSplit(datasetFile, split);
    return found && { pixels: createPixelReader({ ...place, start: found.start }), labels: found.labels };
  };
  try {
    const [train, test] = [await splitOf('train'), await splitOf('test')];
    // Training and test images are always there.
    if (!train || !test) throw new Problem('dataset.damaged', { id: dataset.id });
    const unlabelled = await splitOf('unlabelled');
    return { data: { train, test, unlabelled, ...known }, close: () => handle.close() };
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}
