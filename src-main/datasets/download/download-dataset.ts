/** Brings the official files of one dataset into a folder; those that are there already are checked, not fetched. */

import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, DownloadFile, DownloadProgress, DownloadSettings } from '#shared/download';
import { Problem } from '#shared/result';
import { toWriteProblem } from '../file-problem';
import { addressesOf, type KnownDataset, type KnownFile } from './catalogue';
import { downloadFile, usualPatience, type Patience } from './download-file';
import { openNetwork } from './http-get';
import { bytesAt, hashFile, partialName } from './partial-file';
import { trackTimeLeft } from './time-left';

export interface DatasetJob {
  readonly dataset: KnownDataset;
  readonly folder: string;
  readonly settings: DownloadSettings;
  /** Also the files that the dataset is whole without. */
  readonly withOptional: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly patience?: Patience;
}

/** How the files of a dataset stand, by their names and lengths alone. */
export async function describeFiles(
  dataset: KnownDataset,
  folder: string,
  { mirror }: DownloadSettings,
): Promise<Pick<Download, 'id' | 'name' | 'home' | 'folder' | 'files'>> {
  const { id, name, home } = dataset;
  const files = dataset.files.map(async (file): Promise<DownloadFile> => {
    const target = join(folder, file.name);
    const present = await bytesAt(target);
    const partial = present === null ? await bytesAt(partialName(target)) : null;
    return {
      name: file.name,
      sizeBytes: file.sizeBytes,
      address: addressesOf(dataset, file.name, mirror)[0] ?? '',
      optional: file.optional ?? false,
      state: present !== null ? 'present' : partial ? 'partial' : 'absent',
      presentBytes: present ?? partial ?? 0,
    };
  });
  return { id, name, home, folder, files: await Promise.all(files) };
}

/**
 * @returns  the paths of the files, each checked byte for byte
 * @throws Problem of `download`, `file`, `disk.full` or `store.unwritable`; the signal's reason where it was aborted
 */
export async function downloadDataset(job: DatasetJob): Promise<readonly string[]> {
  const files = job.dataset.files.filter((file) => job.withOptional || !file.optional);
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  await prepareFolder(job.folder, files);
  const network = openNetwork(job.settings.proxy);
  const left = trackTimeLeft();
  let before = 0;
  try {
    for (const file of files) {
      const say = (phase: DownloadProgress['phase'], bytes: number): void => {
        const doneBytes = before + bytes;
        const secondsLeft = phase === 'checking' ? null : left(doneBytes, totalBytes);
        job.onProgress({ phase, file: file.name, doneBytes, totalBytes, secondsLeft });
      };
      await bring(file, job, network, say);
      before += file.sizeBytes;
    }
  } finally {
    network.close();
  }
  return files.map((file) => join(job.folder, file.name));
}

async function bring(
  file: KnownFile,
  { dataset, folder, settings, signal, patience = usualPatience }: DatasetJob,
  network: ReturnType<typeof openNetwork>,
  say: (phase: DownloadProgress['phase'], bytes: number) => void,
): Promise<void> {
  const target = join(folder, file.name);
  const present = await bytesAt(target);
  if (present !== null) {
    const isWhole = present === file.sizeBytes;
    const hash = isWhole ? await hashFile(target, signal, (bytes) => say('checking', bytes)) : null;
    if (hash?.digest('hex') === file.sha256) return;
    // Somebody put it there; it is theirs to take away.
    throw new Problem('download.other-file', { file: target, expected: file.sizeBytes, found: present });
  }
  const addresses = addressesOf(dataset, file.name, settings.mirror);
  say('checking', 0);
  const onBytes = (bytes: number): void => say('downloading', bytes);
  await downloadFile({ file, addresses, target, network, signal, patience, onBytes });
}

/** Better to hear of a full disk now than after an hour. */
async function prepareFolder(folder: string, files: readonly KnownFile[]): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw toWriteProblem(thrown, join(folder, 'files'));
  });
  const missing = files.map(async (file) => {
    const target = join(folder, file.name);
    const there = (await bytesAt(target)) ?? (await bytesAt(partialName(target))) ?? 0;
    return Math.max(0, file.sizeBytes - there);
  });
  const needed = (await Promise.all(missing)).reduce((sum, bytes) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < needed) throw new Problem('download.no-space', { folder, needed, free });
}
