/** Imports a dataset: its images stream from the reader into a packed file; or nothing at all is left behind. */

import { mkdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetInfo, ImportPhase, Splits } from '#shared/dataset';
import { Problem, type AppError } from '#shared/result';
import { copyImages, type Copied } from './copy-images';
import { newDatasetId } from './dataset-id';
import { nameOfPaths } from './dataset-name';
import { datasetFile } from './dataset-registry';
import { openSource, type ImportSource, type OpenSource } from './import-source';
import { hashPacked } from './packed-file';
import { packedExtension } from './packed-format';
import { createPackedWriter, type PackedWriter } from './packed-writer';
import { countPlanned } from './plan-splits';

export interface ImportProgress {
  readonly phase: ImportPhase;
  /** Of the phase, in [0, 1]. */
  readonly fraction: number;
  readonly images: { readonly done: number; readonly total: number };
}

export interface ImportTarget {
  /** Of packed files. */
  readonly folder: string;
  /** Names what is being written; no other import may have it at the same time. */
  readonly jobId: string;
  /** The datasets there are already: their ids are taken, and the same content is not imported twice. */
  readonly existing: readonly DatasetInfo[];
  /** Ends the import, which then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface Imported {
  readonly info: DatasetInfo;
  /** True where the same content was there already. */
  readonly wasThere: boolean;
  readonly warnings: readonly AppError[];
}

const countAll = ({ train, test, unlabelled }: Splits): number =>
  train.count + test.count + (unlabelled?.count ?? 0);

/** Says so before an hour is lost, where it can be known. */
async function checkSpace(folder: string, needed: number): Promise<void> {
  const status = await statfs(folder).catch(() => undefined);
  if (!status) return;
  const free = status.bavail * status.bsize;
  if (free >= needed) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
  throw new Problem('import.no-space', { folder, needed: megabytes(needed), free: megabytes(free) });
}

/** Passes a fraction on when it has grown visibly. */
const throttled = (tell: (fraction: number) => void): ((fraction: number) => void) => {
  let told = -1;
  return (fraction) => {
    if (fraction < told + 0.002 && fraction < 1) return;
    told = fraction;
    tell(Math.min(1, fraction));
  };
};

const isIntact = (file: string, hash: string): Promise<boolean> =>
  hashPacked(file).then(
    (found) => found === hash,
    () => false,
  );

interface Named {
  readonly opened: OpenSource;
  readonly name: string;
}

/** Gives the written file its place, unless the same content has one. */
async function settle(
  { opened, name }: Named,
  writer: PackedWriter,
  { hash, copied }: { readonly hash: string; readonly copied: Copied },
  { folder, existing }: ImportTarget,
): Promise<Imported> {
  const { warnings } = copied;
  const same = existing.find((each) => each.hash === hash);
  if (same) {
    const file = datasetFile(folder, same.id);
    if (await isIntact(file, hash)) await writer.abandon();
    else await writer.place(file);
    return { info: same, wasThere: true, warnings };
  }
  const id = newDatasetId(
    name,
    existing.map((each) => each.id),
  );
  const file = datasetFile(folder, id);
  await writer.place(file);
  const { size, mtimeMs } = await stat(file);
  const { side, dataset, format } = opened;
  const info: DatasetInfo = {
    id,
    name,
    format,
    image: [side, side, 3],
    classes: dataset.classes,
    splits: copied.splits,
    ...copied.statistics,
    hash,
    sizeBytes: size,
    createdAtUnixMs: Math.round(mtimeMs),
  };
  return { info, wasThere: false, warnings };
}

/**
 * Imports into one folder must follow each other: each needs to know what the one before added.
 * @throws Problem that says what is wrong with which file, `disk.full` or `store.unwritable`
 */
export async function importDataset(
  source: ImportSource & { readonly name?: string | undefined },
  target: ImportTarget,
): Promise<Imported> {
  const { folder, signal, onProgress } = target;
  const tell = (phase: ImportPhase, done: number, total: number): ((fraction: number) => void) =>
    throttled((fraction) => onProgress({ phase, fraction, images: { done, total } }));
  const opened = await openSource(source, signal, tell('scanning', 0, 0));
  const name = (source.name ?? opened.dataset.name ?? nameOfPaths(source.paths)).trim();
  if (name === '') throw new Problem('dataset.name-empty');
  const { side, dataset, plans } = opened;
  const total = countAll(countPlanned(plans, dataset.classes.length));
  await mkdir(folder, { recursive: true });
  await checkSpace(folder, total * side * side * 3);
  const writer = await createPackedWriter(join(folder, target.jobId + packedExtension), [side, side, 3]);
  try {
    const onImages = (done: number): void =>
      onProgress({ phase: 'copying', fraction: Math.min(1, done / total), images: { done, total } });
    const copied = await copyImages(opened, writer, { signal, onImages });
    if (copied.splits.train.count < 1 || copied.splits.test.count < 1) {
      const { train, test } = copied.splits;
      throw new Problem('import.too-few', { train: train.count, test: test.count });
    }
    const { hash } = await writer.finish(dataset.classes, tell('finishing', total, total));
    signal.throwIfAborted();
    const warnings = [...dataset.warnings, ...copied.warnings];
    return await settle({ opened, name }, writer, { hash, copied: { ...copied, warnings } }, target);
  } catch (thrown) {
    await writer.abandon();
    signal.throwIfAborted();
    throw thrown;
  }
}
