import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { datasetFile } from '../../../src-main/datasets/dataset-registry';
import { detectReaders } from '../../../src-main/datasets/detect-format';
import { importDataset, type Imported } from '../../../src-main/datasets/import-dataset';
import { imagenet100 } from '../../../src-main/datasets/imagenet100';
import type { ImportSource } from '../../../src-main/datasets/import-source';
import { readPacked } from '../../../src-main/datasets/packed-file';
import { previewDataset } from '../../../src-main/datasets/preview-dataset';
import type { Problem } from '../../../src-shared/result';
import { temporaryFolder } from '../temporary-folder';

const fixtures = join(import.meta.dirname, '..', 'pictures', 'fixtures');
const { signal } = new AbortController();

/** A folder of files by their paths in it: bytes, or the name of a fixture. */
function folderOf(files: Readonly<Record<string, Buffer | string>>): string {
  const root = join(temporaryFolder(), 'Pets');
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'string') cpSync(join(fixtures, content), file);
    else writeFileSync(file, content);
  }
  return root;
}

const plain = (value: number, side = 32): Promise<Buffer> =>
  sharp(Buffer.alloc(side * side * 3, value), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();

/** Pictures of one brightness each, so that every pixel tells which picture it is of. */
const greys = async (values: Readonly<Record<string, number>>): Promise<Record<string, Buffer>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(values).map(async ([path, value]) => [path, await plain(value)] as const),
    ),
  );

interface Result extends Imported {
  readonly folder: string;
}

type More = Pick<ImportSource, 'holdout' | 'format'>;

async function importFolder(root: string, more: More = {}): Promise<Result> {
  const folder = temporaryFolder();
  const target = { folder, jobId: 'job', existing: [], signal, onProgress: () => undefined };
  const imported = await importDataset({ paths: [root], ...more }, target).catch((thrown: unknown) => {
    expect(readdirSync(folder)).toEqual([]);
    throw thrown;
  });
  return { ...imported, folder };
}

/** Brightness and label of each image, in order. */
async function content({ folder, info }: Result) {
  const { train, test: held } = await readPacked(datasetFile(folder, info.id));
  const list = ({ pixels, labels }: typeof train) =>
    [...labels].map((label, i) => [pixels[i * (pixels.length / labels.length)], label]);
  return { train: list(train), test: list(held) };
}

describe('a folder of classes', () => {
  test('with folders for training and test gives their images, the classes in turns', async () => {
    const files = await greys({
      'train/cat/1.png': 10,
      'train/cat/2.png': 11,
      'train/cat/more/3.png': 12,
      'train/dog/1.png': 20,
      'train/eel/1.png': 30,
      'train/eel/2.png': 31,
      'test/cat/1.png': 40,
      'test/eel/1.png': 50,
    });
    const result = await importFolder(folderOf(files));
    expect(result.info).toMatchObject({
      format: 'class-folders',
      image: [32, 32, 3],
      classes: ['cat', 'dog', 'eel'],
      splits: { train: { count: 6, perClass: [3, 1, 2] }, test: { count: 2, perClass: [1, 0, 1] } },
    });
    expect(await content(result)).toEqual({
      train: [
        [10, 0],
        [20, 1],
        [30, 2],
        [11, 0],
        [31, 2],
        [12, 0],
      ],
      test: [
        [40, 0],
        [50, 2],
      ],
    });
  });

  test('takes val where the test pictures have no classes, and leaves alone what is no picture', async () => {
    const files = await greys({
      'train/cat/1.png': 10,
      'train/dog/1.PNG': 20,
      'val/cat/1.png': 40,
      'val/dog/1.png': 50,
      'test/1.png': 60,
    });
    const stray = Buffer.from('not a picture');
    const root = folderOf({
      ...files,
      'train/cat/._1.png': stray,
      'train/cat/Thumbs.db': stray,
      'train/.ipynb_checkpoints/1.png': stray,
      'train/list.txt': stray,
    });
    expect(await content(await importFolder(root))).toEqual({
      train: [
        [10, 0],
        [20, 1],
      ],
      test: [
        [40, 0],
        [50, 1],
      ],
    });
  });

  test('without test pictures holds some of each class out', async () => {
    const values = ['a', 'b'].flatMap((name, label) =>
      Array.from({ length: 10 }, (_, i) => [`${name}/${i}.png`, 10 + label * 100 + i] as const),
    );
    const result = await importFolder(folderOf(await greys(Object.fromEntries(values))), { holdout: 0.2 });
    expect(result.info.splits).toEqual({
      train: { count: 16, perClass: [8, 8] },
      test: { count: 4, perClass: [2, 2] },
    });
    const { train, test: held } = await content(result);
    expect([...train, ...held].map(([value]) => value).sort()).toEqual(
      values.map(([, value]) => value).sort(),
    );
  });

  test('takes pictures of all kinds, whose middle is cut out at a side that suits them', async () => {
    const names = readdirSync(fixtures).filter((name) => /\.(jpg|png|webp|gif|tiff|avif)$/.test(name));
    const ofBoth = names.flatMap((name) => ['a', 'b'].map((folder) => [`${folder}/${name}`, name] as const));
    const result = await importFolder(folderOf(Object.fromEntries(ofBoth)));
    const { train, test: held } = result.info.splits;
    expect(train.count + held.count).toBe(2 * names.length);
    expect(result.info.image[0]).toBeGreaterThanOrEqual(32);
  });

  test('shows a preview from its first pictures', async () => {
    const files = await greys({ 'a/1.png': 1, 'a/2.png': 2, 'b/1.png': 3, 'b/2.png': 4 });
    const root = folderOf({ ...files, 'b/3.png': await plain(5, 64) });
    const preview = await previewDataset({ paths: [root] }, signal);
    expect(preview).toMatchObject({
      format: 'class-folders',
      name: 'Pets',
      needsHoldout: true,
      found: { min: [32, 32], max: [64, 64] },
      image: [32, 32, 3],
    });
    expect(preview.samples.labels).toContain(1);
  });
});

const refusals: readonly (readonly [
  string,
  string,
  (files: Record<string, Buffer>) => Record<string, Buffer>,
  RegExp,
])[] = [
  [
    'pictures that cannot be read, all of them counted',
    'picture.unreadable',
    (files) => ({
      ...files,
      'train/cat/2.png': Buffer.from('no'),
      'train/dog/3.png': Buffer.alloc(0),
      'test/dog/4.png': (files['train/cat/1.png'] as Buffer).subarray(0, 60),
    }),
    /got 3 that cannot be read, the first of them ".*train\/cat\/2\.png"/,
  ],
  [
    'a class without pictures',
    'folders.no-pictures',
    (files) => ({ ...files, 'train/eel/read.me': Buffer.from('none') }),
    /train\/eel"/,
  ],
  [
    'a test class that was not trained',
    'folders.unknown-class',
    (files) => ({ ...files, 'test/eel/1.png': files['test/cat/1.png'] as Buffer }),
    /test\/eel"/,
  ],
];

describe('an import of folders refuses', () => {
  test.each(refusals)('%s', async (_what, code, change, says) => {
    const files = await greys({
      'train/cat/1.png': 10,
      'train/dog/1.png': 20,
      'test/cat/1.png': 40,
      'test/dog/1.png': 50,
    });
    const problem: unknown = await importFolder(folderOf(change(files))).catch((thrown: unknown) => thrown);
    expect(problem).toMatchObject({ code });
    expect((problem as Problem).message).toMatch(says);
  });

  test('one class, no readable picture, and several paths', async () => {
    const importAs = (paths: readonly string[]) => {
      const target = {
        folder: temporaryFolder(),
        jobId: 'job',
        existing: [],
        signal,
        onProgress: () => undefined,
      };
      return importDataset({ paths, format: 'class-folders' }, target);
    };
    const one = folderOf(await greys({ 'cat/1.png': 10 }));
    await expect(importAs([one])).rejects.toMatchObject({ code: 'folders.no-classes' });
    await expect(importAs([one, one])).rejects.toMatchObject({ code: 'folders.several' });
    const bad = folderOf({ 'cat/1.png': Buffer.from('no'), 'dog/1.png': Buffer.from('no') });
    await expect(importAs([bad])).rejects.toMatchObject({ code: 'picture.none-readable' });
  });
});

test('a folder without folders of pictures is left to other formats', async () => {
  const root = folderOf({ 'notes/1.txt': Buffer.from('a'), 'more/2.txt': Buffer.from('b') });
  await expect(detectReaders([root])).rejects.toMatchObject({ code: 'import.unknown-format' });
});

describe('the folders of ImageNet', () => {
  /** One picture of each class, and of two classes that are not wanted. */
  async function imagenet(without?: string): Promise<string> {
    const names = ['n00000001', ...imagenet100, 'n99999999'].filter((name) => name !== without);
    const picture = await plain(7);
    const train = names.map((name) => [`train/${name}/1.png`, picture] as const);
    const val = names.map((name) => [`val/${name}/1.png`, picture] as const);
    return folderOf(Object.fromEntries([...train, ...val]));
  }

  test('give the 100 classes of ImageNet-100, or all where these are asked for', async () => {
    const root = await imagenet();
    const formats = (await detectReaders([root])).map(({ format }) => format);
    expect(formats).toEqual(['imagenet', 'class-folders']);
    const { info } = await importFolder(root);
    expect(info.classes).toEqual(imagenet100);
    expect(info.classes.length).toBe(100);
    expect(info.splits).toMatchObject({ train: { count: 100 }, test: { count: 100 } });
    const all = await importFolder(root, { format: 'class-folders' });
    expect(all.info.splits).toMatchObject({ train: { count: 102 }, test: { count: 102 } });
  });

  test('must hold each of them', async () => {
    const name = imagenet100[41] as string;
    const imported = importFolder(await imagenet(name), { format: 'imagenet' });
    await expect(imported).rejects.toMatchObject({ code: 'folders.missing-class', details: { name } });
  });
});
