/**
 * The MNIST family as it is downloaded: four IDX files, plain or gzip, or the folder that holds them. What a file is
 * says its magic number; which split it belongs to says its name.
 */

import { basename, dirname, join } from 'node:path';
import type { SplitName } from '#shared/dataset';
import { Problem } from '#shared/result';
import { readRun } from '../blocks';
import { createByteReader, type ByteReader } from '../bytes/byte-reader';
import { openBytes } from '../bytes/open-bytes';
import { stampFiles } from '../bytes/file-stamp';
import { createFitter, interleaved, naturalSide } from '../fit-image';
import { lookAt } from '../look-at';
import type { DatasetReader, ImageBlock, OpenDataset, PointedPath, SourceSplit } from '../reader';
import { parseIdxHeader, type IdxHeader } from './idx-header';

type Kind = 'images' | 'labels';
type Part = 'train' | 'test';

interface Role {
  readonly file: string;
  readonly kind: Kind;
  readonly split: Part;
}

interface SplitFiles {
  readonly images: string;
  readonly labels: string;
}

interface ImageFile {
  readonly split: Part;
  readonly file: string;
  readonly header: IdxHeader;
}

const kindOf = (start: Buffer): Kind | undefined => {
  const magic = start.length < 4 ? 0 : start.readUInt32BE(0);
  if (magic === 0x801) return 'labels';
  return magic === 0x803 || magic === 0x804 ? 'images' : undefined;
};

const looksLikeIdx = (name: string): boolean => /-idx\d-ubyte|\.idx\d?-ubyte|\.idx(\.gz)?$/i.test(name);
const splitOf = (file: string): Part => (/t10k|test/i.test(basename(file)) ? 'test' : 'train');

/** The files of a folder by their names, or what was pointed at. */
const filesOf = (pointed: readonly PointedPath[]): readonly string[] =>
  pointed.flatMap(({ path, isFolder, names }) =>
    isFolder ? names.filter(looksLikeIdx).map((name) => join(path, name)) : [path],
  );

async function rolesOf(paths: readonly string[], signal: AbortSignal): Promise<readonly Role[]> {
  const roles: Role[] = [];
  for (const { path, start } of await lookAt(filesOf(await lookAt(paths)))) {
    // What is neither is told by what reading it as images would say.
    if (!kindOf(start)) await readHeader(path, signal);
    roles.push({ file: path, kind: kindOf(start) ?? 'images', split: splitOf(path) });
  }
  return roles;
}

function pick(roles: readonly Role[], kind: Kind, split: Part): string | undefined {
  return roles.find((role) => role.kind === kind && role.split === split)?.file;
}

function splitFiles(roles: readonly Role[], split: Part): SplitFiles | undefined {
  const images = pick(roles, 'images', split);
  const labels = pick(roles, 'labels', split);
  if (images !== undefined && labels !== undefined) return { images, labels };
  if (images !== undefined) {
    throw new Problem('idx.no-labels', { file: images, split });
  }
  if (labels !== undefined) {
    throw new Problem('idx.no-images', { file: labels, split });
  }
  return undefined;
}

async function takeHeader(bytes: ByteReader, kind: Kind): Promise<IdxHeader> {
  const magic = await bytes.take(4);
  // Before the rest is asked for, so that what is no IDX file is told as that.
  parseIdxHeader(bytes.file, kind, magic);
  const sizes = await bytes.take(4 * magic.readUInt8(3));
  const header = parseIdxHeader(bytes.file, kind, Buffer.concat([magic, sizes]));
  if (!header) throw new Error('Expected a whole header');
  return header;
}

/** Opens an IDX file for as long as it is used, and makes sure that it is used up where it should be. */
async function* withIdx<T>(
  file: string,
  signal: AbortSignal,
  use: (bytes: ByteReader) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const stream = openBytes(file, { signal });
  try {
    yield* use(createByteReader(file, stream));
  } finally {
    await stream.return(undefined);
  }
}

async function checkEnd(bytes: ByteReader): Promise<void> {
  if (!(await bytes.isAtEnd())) {
    throw new Problem('file.trailing', { file: bytes.file, expected: bytes.position() });
  }
}

async function first<T>(values: AsyncGenerator<T>): Promise<T> {
  for await (const value of values) return value;
  throw new Error('Expected a value');
}

const readHeader = (file: string, signal: AbortSignal): Promise<IdxHeader> =>
  first(
    withIdx(file, signal, async function* (bytes) {
      yield await takeHeader(bytes, 'images');
    }),
  );

/** @returns  u8[count] */
const readLabels = (file: string, signal: AbortSignal): Promise<Buffer> =>
  first(
    withIdx(file, signal, async function* (bytes) {
      const { dataBytes } = await takeHeader(bytes, 'labels');
      const labels = await bytes.take(dataBytes);
      await checkEnd(bytes);
      yield labels;
    }),
  );

/** All bytes that the header announces, and not one more. */
const readImages = (
  { file, header, split }: ImageFile,
  fit: (images: Uint8Array) => Uint8Array,
  signal: AbortSignal,
): AsyncGenerator<ImageBlock> =>
  withIdx(file, signal, async function* (bytes) {
    await bytes.skip(header.headerBytes);
    const [count = 0] = header.sizes;
    const imageBytes = header.dataBytes / count;
    yield* readRun(bytes, { split, from: 0, count, recordBytes: imageBytes, imageAt: 0, imageBytes }, fit);
    await checkEnd(bytes);
  });

function checkCounts(images: ImageFile, labels: Uint8Array, labelsFile: string): void {
  const [count = 0] = images.header.sizes;
  if (count === labels.length) return;
  const counts = { images: count, labels: labels.length };
  throw new Problem('idx.count-differs', { ...counts, imagesFile: images.file, labelsFile });
}

const greatest = (labels: Uint8Array): number => labels.reduce((a, b) => Math.max(a, b), 0);

async function open(paths: readonly string[], signal: AbortSignal): Promise<OpenDataset> {
  const roles = await rolesOf(paths, signal);
  const trainFiles = splitFiles(roles, 'train');
  if (!trainFiles) {
    const file = roles[0]?.file ?? paths[0] ?? '';
    throw new Problem('import.missing-part', { file, part: 'train-images-idx3-ubyte' });
  }
  const testFiles = splitFiles(roles, 'test');
  const used = [trainFiles, ...(testFiles ? [testFiles] : [])];
  const checkUnchanged = await stampFiles(used.flatMap(({ images, labels }) => [images, labels]));
  const splits = new Map<SplitName, SourceSplit>();
  const images: ImageFile[] = [];
  let classCount = 0;
  for (const [i, files] of used.entries()) {
    const split = i === 0 ? 'train' : 'test';
    const image = { split, file: files.images, header: await readHeader(files.images, signal) } as const;
    const labels = await readLabels(files.labels, signal);
    checkCounts(image, labels, files.labels);
    const most = greatest(labels);
    if (split === 'train') classCount = most + 1;
    else if (most >= classCount) {
      throw new Problem('idx.label-out-of-range', { file: files.labels, classes: classCount, found: most });
    }
    splits.set(split, { count: labels.length, labels: Int32Array.from(labels) });
    images.push(image);
  }
  const sizeOf = ({ header }: ImageFile): string => header.sizes.slice(1).join('x');
  const [train, test] = images;
  if (!train) throw new Error('Expected training images');
  if (test && sizeOf(train) !== sizeOf(test)) {
    throw new Problem('idx.split-size-differs', { train: sizeOf(train), test: sizeOf(test) });
  }
  const [, height = 1, width = 1, channels = 1] = train.header.sizes;
  const size = [height, width] as const;
  const testSplit = splits.get('test');
  return {
    ...familyName(trainFiles.images),
    classes: Array.from({ length: classCount }, (_, label) => String(label)),
    splits: { train: splits.get('train') as SourceSplit, ...(testSplit ? { test: testSplit } : {}) },
    found: { min: size, max: size },
    side: naturalSide(height, width),
    hasCoarseLabels: false,
    hasExtra: false,
    warnings: [],
    blocks: async function* ({ side, signal: ends, isWanted }) {
      const fit = createFitter(interleaved(height, width, channels), side);
      for (const image of images) {
        const count = splits.get(image.split)?.count ?? 0;
        const isAny = Array.from({ length: count }, (_, i) => i).some((i) => isWanted(image.split, i));
        if (isAny) yield* readImages(image, fit, ends);
      }
      await checkUnchanged();
    },
  };
}

/** The files of all of the family are named alike; their folder mostly tells which it is. */
function familyName(file: string): { readonly name?: string } {
  const folder = basename(dirname(file));
  const known = /^(fashion|kuzushiji|k|e|q)?[-_ ]?mnist$/i.test(folder);
  if (!known) return {};
  return { name: folder.replace(/mnist/i, 'MNIST').replace(/^fashion/i, 'Fashion') };
}

export const idxReader: DatasetReader = {
  format: 'idx',
  detect: (pointed) => {
    const files = pointed.filter(({ isFolder }) => !isFolder);
    if (files.some(({ start }) => kindOf(start))) return files.length > 1 ? 'certain' : 'likely';
    return pointed.some(({ names }) => names.some(looksLikeIdx)) ? 'certain' : 'no';
  },
  open: (paths, { signal }) => open(paths, signal),
};
