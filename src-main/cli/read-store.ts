import { Problem, toAppError } from '#shared/result';
import type { RunSummary } from '#shared/run';
import { openStore, type Store } from '../store/open-store';
import { isWriterAlive } from '../store/writer-lock';

/** Reads the data folder beside whoever is writing it. */
export function readStore<T>(folder: string, read: (store: Store) => T): T {
  const store = openStore(folder, { readOnly: true });
  try {
    return read(store);
  } finally {
    store.close();
  }
}

/** A run as it is: one that trained when its lab was killed still has to be marked by the next lab. */
export function asItIs<R extends RunSummary>(store: Store, run: R): R {
  if (run.status !== 'running' || isWriterAlive(store.folder)) return run;
  return { ...run, status: 'interrupted', error: toAppError(new Problem('run.lab-died')) };
}

/** @throws Problem `run.not-found` */
export function requireRun(open: Store, id: string): RunSummary {
  const run = open.runs.get(id);
  if (!run) throw new Problem('run.not-found', { id });
  return asItIs(open, run);
}
