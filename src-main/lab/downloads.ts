import { join } from 'node:path';
import type { Input } from '#shared/contract';
import type { Download, DownloadProgress, DownloadSettings } from '#shared/download';
import { Problem, toAppError, type AppError } from '#shared/result';
import type { KnownDataset } from '../datasets/download/catalogue';
import { describeFiles, downloadDataset } from '../datasets/download/download-dataset';
import { parseAddress } from '../datasets/download/http-get';
import { removeFetched } from '../datasets/download/partial-file';
import { readSettings, writeSettings } from '../datasets/download/settings-file';
import type { Push } from './push';

/** Fetching of official files, which begins only where a person asks for it. */
export interface Downloads {
  list(): Promise<readonly Download[]>;
  /** @throws Problem `download.unknown` or `download.running` */
  start(input: Input<'downloads.start'>): Promise<void>;
  /** What has come so far stays. Resolves when it has ended. */
  cancel(id: string): Promise<void>;
  deleteFiles(id: string): Promise<void>;
  settings(): Promise<DownloadSettings>;
  configure(settings: DownloadSettings): Promise<DownloadSettings>;
  close(): Promise<void>;
}

interface Job {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const pushEveryMs = 200;

export function createDownloads(
  storeFolder: string,
  push: Push,
  catalogue: readonly KnownDataset[],
): Downloads {
  const root = join(storeFolder, 'downloads');
  const settingsFile = join(root, 'settings.json');
  const folderOf = (id: string): string => join(root, id);
  const jobs = new Map<string, Job>();
  const progresses = new Map<string, DownloadProgress>();
  const errors = new Map<string, AppError>();

  const require = (id: string): KnownDataset => {
    const found = catalogue.find((dataset) => dataset.id === id);
    if (found) return found;
    throw new Problem('download.unknown', { id, known: catalogue.map((each) => each.id).join(', ') });
  };
  const describe = async (dataset: KnownDataset, settings: DownloadSettings): Promise<Download> => ({
    ...(await describeFiles(dataset, folderOf(dataset.id), settings)),
    progress: progresses.get(dataset.id) ?? null,
    error: errors.get(dataset.id) ?? null,
  });
  const tell = async (dataset: KnownDataset): Promise<void> =>
    push('downloads.changed', await describe(dataset, await readSettings(settingsFile)));

  const run = async (dataset: KnownDataset, withOptional: boolean, job: RunningJob): Promise<void> => {
    let toldAt = -Infinity;
    try {
      await downloadDataset({
        dataset,
        folder: folderOf(dataset.id),
        settings: job.settings,
        withOptional,
        signal: job.signal,
        onProgress: (progress) => {
          progresses.set(dataset.id, progress);
          if (performance.now() - toldAt < pushEveryMs) return;
          toldAt = performance.now();
          void tell(dataset).catch(() => undefined);
        },
      });
    } catch (thrown) {
      if (!job.signal.aborted) errors.set(dataset.id, toAppError(thrown));
    }
    progresses.delete(dataset.id);
    jobs.delete(dataset.id);
    await tell(dataset).catch(() => undefined);
  };
  const cancel = async (id: string): Promise<void> => {
    const job = jobs.get(require(id).id);
    job?.abort.abort();
    await job?.done;
  };

  return {
    list: async () => {
      const settings = await readSettings(settingsFile);
      return Promise.all(catalogue.map((dataset) => describe(dataset, settings)));
    },
    start: async ({ id, withOptional = false, mirror }) => {
      const dataset = require(id);
      if (mirror !== undefined && mirror !== '') parseAddress(mirror);
      const kept = await readSettings(settingsFile);
      if (jobs.has(id)) throw new Problem('download.running', { id });
      const abort = new AbortController();
      errors.delete(id);
      const settings = { ...kept, ...(mirror === undefined ? {} : { mirror }) };
      const done = run(dataset, withOptional, { settings, signal: abort.signal });
      jobs.set(id, { abort, done });
    },
    cancel,
    deleteFiles: async (id) => {
      const dataset = require(id);
      if (jobs.has(id)) throw new Problem('download.running', { id });
      errors.delete(id);
      for (const { name } of dataset.files) await removeFetched(join(folderOf(id), name));
      await tell(dataset);
    },
    settings: () => readSettings(settingsFile),
    configure: (settings) => writeSettings(settingsFile, settings),
    close: async () => {
      await Promise.all([...jobs.keys()].map(cancel));
    },
  };
}

interface RunningJob {
  readonly settings: DownloadSettings;
  readonly signal: AbortSignal;
}
