import { mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetFile } from '../../../src-main/datasets/dataset-registry';
import { importDataset } from '../../../src-main/datasets/import-dataset';
import { readPacked } from '../../../src-main/datasets/packed-file';
import type { DatasetInfo } from '../../../src-shared/dataset';
import { Problem } from '../../../src-shared/result';
import { greyImages, idxBytes, labels } from '../idx-bytes';
import { temporaryFolder } from '../temporary-folder';

interface IdxFiles {
  readonly name: string;
  readonly trainImages: string;
  readonly trainLabels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

interface Existing {
  readonly existing: readonly DatasetInfo[];
  readonly signal?: AbortSignal;
}

async function importIdx(
  files: IdxFiles,
  folder: string,
  { existing, signal }: Existing,
): Promise<DatasetInfo> {
  const { name, trainImages, trainLabels, testImages, testLabels } = files;
  const paths = [trainImages, trainLabels, testImages, testLabels];
  const place = { folder, jobId: 'job', existing, signal: signal ?? new AbortController().signal };
  const source = { format: 'idx', paths, name } as const;
  return (await importDataset(source, { ...place, onProgress: () => undefined })).info;
}

type FileKey = Exclude<keyof IdxFiles, 'name'>;
type Contents = Record<FileKey, Buffer>;

const valid: Contents = {
  trainImages: greyImages(4),
  trainLabels: labels([0, 2, 1, 2]),
  testImages: greyImages(2),
  testLabels: labels([1, 0]),
};

interface Place {
  readonly files: IdxFiles;
  readonly folder: string;
}

/** Files to import, some of them other than the valid ones, and an empty folder to import to. */
function place(other: Partial<Contents> = {}, root = temporaryFolder()): Place {
  const sources = mkdtempSync(join(root, 'sources-'));
  const folder = mkdtempSync(join(root, 'datasets-'));
  const write = (key: FileKey): string => {
    const file = join(sources, key);
    writeFileSync(file, other[key] ?? valid[key]);
    return file;
  };
  const files = {
    name: 'Small',
    trainImages: write('trainImages'),
    trainLabels: write('trainLabels'),
    testImages: write('testImages'),
    testLabels: write('testLabels'),
  };
  return { files, folder };
}

const importAll = ({ files, folder }: Place) => importIdx(files, folder, { existing: [] });

describe('an import of IDX files', () => {
  test('pads grey images to RGB and describes them', async () => {
    const { files, folder } = place();
    const info = await importAll({ files, folder });
    expect(info).toMatchObject({
      id: 'small',
      name: 'Small',
      format: 'idx',
      image: [32, 32, 3],
      classes: ['0', '1', '2'],
      splits: { train: { count: 4, perClass: [1, 1, 2] }, test: { count: 2, perClass: [1, 1, 0] } },
    });
    const { train } = await readPacked(datasetFile(folder, 'small'));
    // Image 1 holds 11 in rows and columns 2 to 29 and zeros around.
    const pixel = (row: number, column: number): readonly number[] => {
      const at = ((1 * 32 + row) * 32 + column) * 3;
      return [...train.pixels.subarray(at, at + 3)];
    };
    expect(pixel(2, 2)).toEqual([11, 11, 11]);
    expect(pixel(29, 29)).toEqual([11, 11, 11]);
    for (const [row, column] of [
      [1, 2],
      [2, 1],
      [30, 29],
      [29, 30],
    ] as const) {
      expect(pixel(row, column)).toEqual([0, 0, 0]);
    }
    // (1 + 11 + 21 + 31) / 4 over 28² of 32² pixels.
    expect(info.mean[0]).toBeCloseTo((16 / 255) * (28 / 32) ** 2, 12);
  });

  test('gives the same from gzip, by content and not by name', async () => {
    const plain = await importAll(place());
    const packed = place({
      trainImages: gzipSync(valid.trainImages),
      trainLabels: gzipSync(valid.trainLabels),
      testImages: gzipSync(valid.testImages),
    });
    expect((await importAll(packed)).hash).toBe(plain.hash);
  });

  test('takes coloured images of other sizes', async () => {
    const pixels = Uint8Array.from({ length: 33 * 64 * 3 }, (_, i) => i % 251);
    const images = idxBytes(0x804, [1, 33, 64, 3], pixels);
    const { files, folder } = place({
      trainImages: images,
      trainLabels: labels([0]),
      testImages: images,
      testLabels: labels([0]),
    });
    expect((await importAll({ files, folder })).image).toEqual([64, 64, 3]);
    const { train } = await readPacked(datasetFile(folder, 'small'));
    // 31 rows are missing: 15 go above, 16 below.
    expect([...train.pixels.subarray(15 * 64 * 3, 48 * 64 * 3)]).toEqual([...pixels]);
    expect(train.pixels.subarray(48 * 64 * 3).every((value) => value === 0)).toBe(true);
  });

  test('of the same content gives the dataset there is, of other content another id', async () => {
    const { files, folder } = place();
    const first = await importIdx(files, folder, { existing: [] });
    const again = await importIdx({ ...files, name: 'Other' }, folder, { existing: [first] });
    expect(again).toBe(first);
    expect(readdirSync(folder)).toEqual(['small.taulab']);

    writeFileSync(datasetFile(folder, 'small'), 'damaged');
    expect(await importIdx(files, folder, { existing: [first] })).toBe(first);
    expect((await readPacked(datasetFile(folder, 'small'))).train.labels.length).toBe(4);

    writeFileSync(files.testLabels, labels([2, 0]));
    const second = await importIdx(files, folder, { existing: [first] });
    expect(second.id).toBe('small-2');
    expect(second.hash).not.toBe(first.hash);
  });

  test('that is aborted leaves nothing', async () => {
    const { files, folder } = place();
    const reason = new Error('enough');
    const early = importIdx(files, folder, { existing: [], signal: AbortSignal.abort(reason) });
    await expect(early).rejects.toBe(reason);
    const controller = new AbortController();
    const late = importIdx(files, folder, { existing: [], signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await expect(late).rejects.toBe(reason);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to a full disk leaves nothing', async () => {
    const { files, folder } = place();
    symlinkSync('/dev/full', join(folder, 'job.taulab.partial'));
    await expect(importAll({ files, folder })).rejects.toMatchObject({ code: 'disk.full' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('needs a name', async () => {
    const { files, folder } = place();
    const named = importIdx({ ...files, name: ' ' }, folder, { existing: [] });
    await expect(named).rejects.toMatchObject({ code: 'dataset.name-empty' });
  });
});

const cut = (bytes: Buffer, by: number): Buffer => bytes.subarray(0, bytes.length - by);
const longer = (bytes: Buffer, by: number): Buffer => Buffer.concat([bytes, Buffer.alloc(by)]);

/** What is wrong, the files that are, and what the sentence must say of which file. */
const refusals: readonly (readonly [string, Partial<Contents>, FileKey, string, RegExp])[] = [
  [
    'labels for images',
    { trainImages: valid.trainLabels },
    'trainImages',
    'idx.no-images',
    /train images beside the labels/,
  ],
  [
    'images for labels',
    { testLabels: valid.testImages },
    'testImages',
    'idx.no-labels',
    /test labels beside the images/,
  ],
  [
    'some other file',
    { trainImages: Buffer.from('PK\x03\x04 and so on') },
    'trainImages',
    'idx.bad-magic',
    /got 0x504b0304/,
  ],
  ['an empty file', { trainLabels: Buffer.alloc(0) }, 'trainLabels', 'file.truncated', /got 0/],
  [
    'half a header',
    { trainImages: valid.trainImages.subarray(0, 11) },
    'trainImages',
    'file.truncated',
    /16 bytes, got 11/,
  ],
  [
    'missing bytes',
    { trainImages: cut(valid.trainImages, 5) },
    'trainImages',
    'file.truncated',
    /3152 bytes, got 3147/,
  ],
  [
    'missing bytes within gzip',
    { trainImages: gzipSync(cut(valid.trainImages, 5)) },
    'trainImages',
    'file.truncated',
    /got 3147/,
  ],
  [
    'bytes too many',
    { testLabels: longer(valid.testLabels, 1) },
    'testLabels',
    'file.trailing',
    /end after 10 bytes/,
  ],
  [
    'bytes too many within gzip',
    { testLabels: gzipSync(longer(valid.testLabels, 9)) },
    'testLabels',
    'file.trailing',
    /end after 10 bytes/,
  ],
  [
    'gzip cut short',
    { trainImages: cut(gzipSync(valid.trainImages), 9) },
    'trainImages',
    'file.bad-gzip',
    /unexpected end of file/,
  ],
  [
    'gzip without its sum',
    { testLabels: cut(gzipSync(valid.testLabels), 8) },
    'testLabels',
    'file.bad-gzip',
    /unexpected end of file/,
  ],
  [
    'what only starts like gzip',
    { trainLabels: Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7]) },
    'trainLabels',
    'file.bad-gzip',
    /trainLabels/,
  ],
  [
    'no training images',
    { trainImages: greyImages(0), trainLabels: labels([]) },
    'trainImages',
    'idx.empty',
    /at least 1 items, got 0/,
  ],
  ['no test labels', { testLabels: labels([]) }, 'testLabels', 'idx.empty', /got 0/],
  [
    'a width of nothing',
    { trainImages: idxBytes(0x803, [4, 28, 0], Buffer.alloc(0)) },
    'trainImages',
    'idx.bad-size',
    /got 28x0/,
  ],
  [
    'images too large',
    { trainImages: greyImages(4, 65, 64) },
    'trainImages',
    'idx.bad-size',
    /64x64 pixels, got 65x64/,
  ],
  [
    'two channels',
    { trainImages: idxBytes(0x804, [1, 4, 4, 2], Buffer.alloc(32)) },
    'trainImages',
    'idx.bad-channels',
    /1 or 3 channels, got 2/,
  ],
  [
    'a header that lies',
    { trainImages: idxBytes(0x803, [0xffffffff, 28, 28], Buffer.alloc(28)) },
    'trainImages',
    'idx.too-many',
    /at most 699050 items, got 4294967295/,
  ],
  [
    'a header that lies within reason',
    { trainLabels: idxBytes(0x801, [600_000], Buffer.alloc(4)) },
    'trainLabels',
    'file.truncated',
    /600008 bytes, got 12/,
  ],
  [
    'sizes no file has',
    { trainImages: idxBytes(0x803, [4, 0xffffffff, 0xffffffff], Buffer.alloc(28)) },
    'trainImages',
    'idx.bad-size',
    /4294967295x4294967295/,
  ],
  [
    'fewer labels than images',
    { trainLabels: labels([0, 1]) },
    'trainLabels',
    'idx.count-differs',
    /4 images in ".*trainImages" and 2 labels/,
  ],
  [
    'a class that was not trained',
    { testLabels: labels([1, 3]) },
    'testLabels',
    'idx.label-out-of-range',
    /below 3.*got 3/,
  ],
];

describe('an import refuses', () => {
  test.each(refusals)('%s, in one sentence that names the file', async (...refusal) => {
    const [, other, key, code, says] = refusal;
    const { files, folder } = place(other);
    const problem: unknown = await importAll({ files, folder }).catch((thrown: unknown) => thrown);
    expect(problem).toMatchObject({ code });
    const { message } = problem as Problem;
    expect(message).toMatch(says);
    expect(message).toContain(files[key]);
    expect(message).not.toMatch(/[{}]/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('training and test images of two sizes', async () => {
    const imported = importAll(place({ testImages: greyImages(2, 28, 27) }));
    await expect(imported).rejects.toThrow('of one size, got 28x28 and 28x27');
  });

  test('what is no file', async () => {
    const { files, folder } = place();
    const missing = importAll({ files: { ...files, testImages: join(folder, 'none') }, folder });
    await expect(missing).rejects.toMatchObject({ code: 'file.not-found' });
  });

  test('a gzip file that unpacks to far more than its header says, without unpacking it', async () => {
    const bomb = gzipSync(longer(valid.testLabels, 2 ** 28), { level: 1 });
    const imported = importAll(place({ testLabels: bomb }));
    await expect(imported).rejects.toMatchObject({ code: 'file.trailing' });
  });
});

test('any damage is either harmless or a sentence', async () => {
  const root = temporaryFolder();
  const gzipped: Contents = {
    trainImages: gzipSync(valid.trainImages),
    trainLabels: gzipSync(valid.trainLabels),
    testImages: gzipSync(valid.testImages),
    testLabels: gzipSync(valid.testLabels),
  };
  const damage = fc.record({
    key: fc.constantFrom<FileKey>('trainImages', 'trainLabels', 'testImages', 'testLabels'),
    isGzip: fc.boolean(),
    // Most damage goes where most meaning is: to the start.
    changes: fc.array(fc.tuple(fc.oneof(fc.nat(40), fc.nat(4000)), fc.nat(255)), { maxLength: 4 }),
    length: fc.option(fc.nat(4000)),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ key, isGzip, changes, length }) => {
      const bytes = Buffer.from((isGzip ? gzipped : valid)[key]);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      const { files, folder } = place({ [key]: bytes.subarray(0, length ?? bytes.length) }, root);
      const result: unknown = await importAll({ files, folder }).catch((thrown: unknown) => thrown);
      if (result instanceof Error) expect(result).toBeInstanceOf(Problem);
      expect(readdirSync(folder)).toEqual(result instanceof Error ? [] : ['small.taulab']);
    }),
    { numRuns: 250 },
  );
});
