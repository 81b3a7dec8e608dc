/**
 * A folder with one folder of pictures for each class, as torchvision's ImageFolder takes it; or two of these, train
 * and test (or val), within one. The names of the folders are the names of the classes.
 */

import { basename, join } from 'node:path';
import { Problem } from '#shared/result';
import { listFolder, listPictures } from '../pictures/list-pictures';
import { measurePictures } from '../pictures/measure-pictures';
import { pictureBlocks } from '../pictures/picture-blocks';
import type { DatasetReader, OpenDataset, OpenOptions, PointedPath, SourceSplit } from '../reader';

/** What folders of splits are called, the likeliest first. */
const trainNames = ['train', 'training'];
const testNames = ['test', 'testing', 'val', 'valid', 'validation'];

const findFolder = (folders: readonly string[], names: readonly string[]): string | undefined =>
  names.flatMap((name) => folders.filter((folder) => folder.toLowerCase() === name))[0];

interface SplitFolders {
  readonly train: string;
  readonly test?: string;
}

async function findSplits(root: string): Promise<SplitFolders> {
  const { folders } = await listFolder(root);
  const train = findFolder(folders, trainNames);
  if (train === undefined) return { train: root };
  for (const name of testNames) {
    const test = findFolder(folders, [name]);
    // ImageNet's test images have no classes: those to test on are called val there.
    if (test !== undefined && (await listFolder(join(root, test))).folders.length > 0) {
      return { train: join(root, train), test: join(root, test) };
    }
  }
  return { train: join(root, train) };
}

interface Picture {
  readonly file: string;
  readonly label: number;
}

/** The first picture of each class, then the second of each: the beginning of a split has all classes in it. */
function inTurns(ofClass: readonly (readonly string[])[]): readonly Picture[] {
  const most = ofClass.reduce((a, files) => Math.max(a, files.length), 0);
  const pictures: Picture[] = [];
  for (let turn = 0; turn < most; turn += 1) {
    ofClass.forEach((files, label) => {
      const file = files[turn];
      if (file !== undefined) pictures.push({ file, label });
    });
  }
  return pictures;
}

async function listClasses(
  folder: string,
  classes: readonly string[],
  { signal, onProgress }: OpenOptions,
): Promise<readonly Picture[]> {
  const ofClass: (readonly string[])[] = [];
  for (const name of classes) {
    signal.throwIfAborted();
    const files = await listPictures(join(folder, name));
    if (files.length === 0) throw new Problem('folders.no-pictures', { folder: join(folder, name) });
    onProgress(ofClass.push(files) / classes.length / 4);
  }
  return inTurns(ofClass);
}

async function listTest(
  folder: string,
  classes: readonly string[],
  options: OpenOptions,
): Promise<readonly Picture[]> {
  const { folders } = await listFolder(folder);
  const unknown = folders.find((name) => !classes.includes(name));
  if (unknown !== undefined) throw new Problem('folders.unknown-class', { folder: join(folder, unknown) });
  const pictures = await listClasses(folder, folders, options);
  return pictures.map(({ file, label }) => ({ file, label: classes.indexOf(folders[label] as string) }));
}

const toSplit = (pictures: readonly Picture[]): SourceSplit => ({
  count: pictures.length,
  labels: Int32Array.from(pictures, ({ label }) => label),
});

async function open(root: string, options: OpenOptions): Promise<OpenDataset> {
  const found = await findSplits(root);
  const { folders: classes } = await listFolder(found.train);
  if (classes.length < 2) throw new Problem('folders.no-classes', { folder: found.train });
  const train = await listClasses(found.train, classes, options);
  const test = found.test === undefined ? undefined : await listTest(found.test, classes, options);
  const lists = [
    { split: 'train' as const, files: train.map(({ file }) => file) },
    ...(test ? [{ split: 'test' as const, files: test.map(({ file }) => file) }] : []),
  ];
  const sizes = await measurePictures(
    lists.flatMap(({ files }) => files),
    options,
  );
  return {
    name: basename(root),
    classes,
    splits: { train: toSplit(train), ...(test ? { test: toSplit(test) } : {}) },
    ...sizes,
    hasCoarseLabels: false,
    hasExtra: false,
    warnings: [],
    blocks: (blockOptions) => pictureBlocks(lists, blockOptions),
  };
}

/** Two of the folders in it hold pictures, or it holds a folder of training pictures. */
async function holdsClasses({ path, names }: PointedPath): Promise<boolean> {
  const folders = names.filter((name) => name.endsWith('/')).map((name) => name.slice(0, -1));
  const train = findFolder(folders, trainNames);
  const root = train === undefined ? path : join(path, train);
  let found = 0;
  for (const name of (await listFolder(root)).folders.slice(0, 20)) {
    const { files } = await listFolder(join(root, name));
    if (files.length > 0) found += 1;
    if (found === 2) return true;
  }
  return false;
}

export const classFoldersReader: DatasetReader = {
  format: 'class-folders',
  detect: async (pointed) => {
    const [only] = pointed;
    if (!only?.isFolder || pointed.length > 1) return 'no';
    return (await holdsClasses(only)) ? 'likely' : 'no';
  },
  open: async (paths, options) => {
    const [root = ''] = paths;
    if (paths.length > 1) throw new Problem('folders.several', { count: paths.length });
    return open(root, options);
  },
};
