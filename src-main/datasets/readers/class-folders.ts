/**
 * A folder with one folder of pictures for each class, as torchvision's ImageFolder takes it; or two of these, train
 * and test (or val), within one. The names of the folders are the names of the classes. Of ImageNet's folders those of
 * ImageNet-100 can be taken alone.
 */

import { basename, join } from 'node:path';
import { Problem } from '#shared/result';
import { imagenet100 } from '../imagenet100';
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

/** @param isChoice  that there are other classes, which are not wanted */
async function listTest(
  folder: string,
  { classes, isChoice }: { readonly classes: readonly string[]; readonly isChoice: boolean },
  options: OpenOptions,
): Promise<readonly Picture[]> {
  const all = (await listFolder(folder)).folders;
  const folders = isChoice ? all.filter((name) => classes.includes(name)) : all;
  const unknown = folders.find((name) => !classes.includes(name));
  if (unknown !== undefined) throw new Problem('folders.unknown-class', { folder: join(folder, unknown) });
  const pictures = await listClasses(folder, folders, options);
  return pictures.map(({ file, label }) => ({ file, label: classes.indexOf(folders[label] as string) }));
}

const toSplit = (pictures: readonly Picture[]): SourceSplit => ({
  count: pictures.length,
  labels: Int32Array.from(pictures, ({ label }) => label),
});

/** @param chosen  classes that are wanted alone; all of them must be there */
async function open(root: string, options: OpenOptions, chosen?: readonly string[]): Promise<OpenDataset> {
  const found = await findSplits(root);
  const { folders } = await listFolder(found.train);
  const missing = chosen?.find((name) => !folders.includes(name));
  if (missing !== undefined)
    throw new Problem('folders.missing-class', { folder: found.train, name: missing });
  const classes = chosen ?? folders;
  if (classes.length < 2) throw new Problem('folders.no-classes', { folder: found.train });
  const train = await listClasses(found.train, classes, options);
  const wanted = { classes, isChoice: chosen !== undefined };
  const test = found.test === undefined ? undefined : await listTest(found.test, wanted, options);
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

/** The folder that training pictures of a folder would be in. */
const trainFolder = ({ path, names }: PointedPath): string => {
  const folders = names.filter((name) => name.endsWith('/')).map((name) => name.slice(0, -1));
  const train = findFolder(folders, trainNames);
  return train === undefined ? path : join(path, train);
};

const single = (pointed: readonly PointedPath[]): PointedPath | undefined =>
  pointed.length === 1 && pointed[0]?.isFolder ? pointed[0] : undefined;

async function holdsClasses(root: string): Promise<boolean> {
  let found = 0;
  for (const name of (await listFolder(root)).folders.slice(0, 20)) {
    const { files } = await listFolder(join(root, name));
    if (files.length > 0) found += 1;
    if (found === 2) return true;
  }
  return false;
}

const onlyPath = (paths: readonly string[]): string => {
  if (paths.length > 1) throw new Problem('folders.several', { count: paths.length });
  return paths[0] ?? '';
};

export const classFoldersReader: DatasetReader = {
  format: 'class-folders',
  detect: async (pointed) => {
    const folder = single(pointed);
    return folder && (await holdsClasses(trainFolder(folder))) ? 'likely' : 'no';
  },
  open: async (paths, options) => open(onlyPath(paths), options),
};

export const imagenetReader: DatasetReader = {
  format: 'imagenet',
  detect: async (pointed) => {
    const folder = single(pointed);
    if (!folder) return 'no';
    const { folders } = await listFolder(trainFolder(folder));
    return imagenet100.every((name) => folders.includes(name)) ? 'certain' : 'no';
  },
  open: async (paths, options) => open(onlyPath(paths), options, imagenet100),
};
