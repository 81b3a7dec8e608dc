/** Imports one after the other, each told of as it goes on, and previews. */

import { nanoid } from 'nanoid';
import type { Input } from '#shared/contract';
import type { DatasetImport, DatasetInfo, DatasetPreview } from '#shared/dataset';
import { Problem, toAppError } from '#shared/result';
import { importDataset, type ImportProgress } from '../datasets/import-dataset';
import { nameOfPaths } from '../datasets/dataset-name';
import { previewDataset } from '../datasets/preview-dataset';
import type { Push } from './push';

export interface DatasetImports {
  preview(input: Input<'datasets.preview'>): Promise<DatasetPreview>;
  cancelPreview(token: string): void;
  start(input: Input<'datasets.import'>): DatasetImport;
  list(): readonly DatasetImport[];
  /** @throws Problem `import.not-found` */
  cancel(id: string): void;
  /** Ends everything that is under way, and what waits. */
  close(): void;
}

export interface ImportPlace {
  readonly folder: string;
  readonly push: Push;
  readonly clock: () => number;
  /** Runs the work when no other work changes the datasets. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly existing: () => Promise<readonly DatasetInfo[]>;
  readonly add: (info: DatasetInfo) => void;
}

interface Job {
  state: DatasetImport;
  readonly controller: AbortController;
}

/** Each phase has a pace of its own, which is not known in its first second. */
function createEstimate(clock: () => number) {
  let phase = '';
  let since = 0;
  return (progress: ImportProgress): number | null => {
    if (progress.phase !== phase) {
      phase = progress.phase;
      since = clock();
    }
    const seconds = (clock() - since) / 1000;
    if (seconds < 1 || progress.fraction <= 0) return null;
    return (seconds * (1 - progress.fraction)) / progress.fraction;
  };
}

const pushEveryMs = 100;

export function createDatasetImports(place: ImportPlace): DatasetImports {
  const { push, clock } = place;
  const jobs = new Map<string, Job>();
  const previews = new Map<string, AbortController>();

  const change = (job: Job, part: Partial<DatasetImport>): void => {
    job.state = { ...job.state, ...part };
    push('imports.changed', [job.state]);
  };

  const follow = (job: Job): ((progress: ImportProgress) => void) => {
    const estimate = createEstimate(clock);
    let pushedAt = -Infinity;
    return (progress) => {
      const secondsLeft = estimate(progress);
      const isNew = progress.phase !== job.state.phase;
      if (!isNew && clock() - pushedAt < pushEveryMs) return;
      pushedAt = clock();
      change(job, { ...progress, secondsLeft });
    };
  };

  const run = async (job: Job, input: Input<'datasets.import'>): Promise<void> => {
    const { signal } = job.controller;
    try {
      await place.inTurn(async () => {
        signal.throwIfAborted();
        const { info, wasThere, warnings } = await importDataset(input, {
          folder: place.folder,
          jobId: job.state.id,
          existing: await place.existing(),
          signal,
          onProgress: follow(job),
        });
        place.add(info);
        const done = { status: 'finished', fraction: 1, secondsLeft: 0, datasetId: info.id } as const;
        change(job, { ...done, name: info.name, wasThere, warnings });
      });
    } catch (thrown) {
      if (signal.aborted) change(job, { status: 'cancelled', secondsLeft: null });
      else change(job, { status: 'failed', secondsLeft: null, error: toAppError(thrown) });
    }
  };

  return {
    preview: async ({ token, ...source }) => {
      previews.get(token)?.abort(new Problem('import.cancelled'));
      const controller = new AbortController();
      previews.set(token, controller);
      try {
        return await previewDataset(source, controller.signal);
      } finally {
        if (previews.get(token) === controller) previews.delete(token);
      }
    },
    cancelPreview: (token) => previews.get(token)?.abort(new Problem('import.cancelled')),
    start: (input) => {
      const state: DatasetImport = {
        id: nanoid(12),
        name: input.name?.trim() || nameOfPaths(input.paths),
        status: 'running',
        phase: 'waiting',
        fraction: 0,
        secondsLeft: null,
        images: { done: 0, total: 0 },
        datasetId: null,
        wasThere: false,
        warnings: [],
        error: null,
      };
      const job: Job = { state, controller: new AbortController() };
      jobs.set(state.id, job);
      push('imports.changed', [state]);
      void run(job, input);
      return state;
    },
    list: () => [...jobs.values()].map((job) => job.state),
    cancel: (id) => {
      const job = jobs.get(id);
      if (!job) throw new Problem('import.not-found', { id });
      if (job.state.status === 'running') job.controller.abort(new Problem('import.cancelled'));
    },
    close: () => {
      const reason = new Problem('import.cancelled');
      for (const { controller } of jobs.values()) controller.abort(reason);
      for (const controller of previews.values()) controller.abort(reason);
    },
  };
}
