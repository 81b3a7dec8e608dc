import { join } from 'node:path';
import type { Input } from '#shared/contract';
import { builtinDatasetId, type DatasetInfo, type ImageRange, type SampleImages } from '#shared/dataset';
import { Problem } from '#shared/result';
import {
  datasetFile,
  deleteDatasetFile,
  ensureBuiltin,
  clearPartialFiles,
} from '../datasets/dataset-registry';
import { readImageRange } from '../datasets/image-range';
import { readSamples } from '../datasets/samples';
import type { Store } from '../store/open-store';
import { createDatasetImports, type DatasetImports } from './dataset-imports';
import type { Push } from './push';

/** The datasets of one store: rows in the database and packed files beside it, kept in step. */
export interface DatasetShelf {
  list(): Promise<readonly DatasetInfo[]>;
  /** @throws Problem `dataset.not-found` */
  get(id: string): Promise<DatasetInfo>;
  fileOf(id: string): string;
  samples(input: Input<'datasets.samples'>): Promise<SampleImages>;
  images(input: Input<'datasets.images'>): Promise<ImageRange>;
  readonly imports: DatasetImports;
  delete(id: string): Promise<void>;
  /** Ends an import that is under way; it leaves nothing behind. */
  close(): Promise<void>;
}

export function createDatasetShelf(store: Store, push: Push, clock: () => number): DatasetShelf {
  const folder = join(store.folder, 'datasets');
  const whenReady = once(async () => {
    await clearPartialFiles(folder);
    store.datasets.put(await ensureBuiltin(folder));
  });
  const inTurn = oneAfterTheOther();
  const tell = (): void => push('datasets.changed', store.datasets.list());

  const get = async (id: string): Promise<DatasetInfo> => {
    await whenReady();
    const info = store.datasets.get(id);
    if (info) return info;
    const known = store.datasets.list().map((dataset) => dataset.id);
    throw new Problem('dataset.not-found', { id, known: known.join(', ') });
  };

  const list = async (): Promise<readonly DatasetInfo[]> => {
    await whenReady();
    return store.datasets.list();
  };
  const imports = createDatasetImports({
    folder,
    push,
    clock,
    inTurn,
    existing: list,
    add: (info) => {
      store.datasets.put(info);
      tell();
    },
  });

  return {
    imports,
    images: async ({ id, ...options }) => {
      await get(id);
      return readImageRange(datasetFile(folder, id), options);
    },
    list,
    get,
    fileOf: (id) => datasetFile(folder, id),
    samples: async ({ id, split, perClass }) =>
      readSamples(await get(id), datasetFile(folder, id), split, perClass),
    delete: (id) =>
      inTurn(async () => {
        await get(id);
        if (id === builtinDatasetId) throw new Problem('dataset.builtin');
        const count = store.runs.countOfDataset(id);
        if (count > 0) throw new Problem('dataset.in-use', { id, count });
        store.datasets.delete(id);
        tell();
        await deleteDatasetFile(folder, id);
      }),
    close: async () => {
      imports.close();
      await inTurn(() => Promise.resolve());
    },
  };
}

/** Does the work at the first call; a failure is forgotten, so that the next call tries again. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work().catch((thrown: unknown) => {
      done = undefined;
      throw thrown;
    });
    return done;
  };
}

/** An import has to know what the one before it added. */
function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
