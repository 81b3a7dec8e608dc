import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSize } from '#shared/marks';
import { checkpointFolder } from './checkpoints';
import { requireAll, requireRun } from './control-runs';
import { tellRuns } from './create-runs';
import type { LabContext } from './lab-context';

/** Out of sight, with everything that belongs to them, until they are restored or deleted. */
export function trashRuns(context: LabContext, ids: readonly string[]): void {
  const { store, clock } = context;
  const runs = requireAll(context, ids, 'trash').filter((run) => run.trashedAtUnixMs === null);
  store.transaction(() => {
    for (const { id } of runs) store.runs.update(id, { trashedAtUnixMs: clock() });
  });
  tellRuns(context, ids);
}

/** Back to where they were before. Those that are not in the trash stay as they are. */
export function restoreRuns(context: LabContext, ids: readonly string[]): void {
  const { store } = context;
  const runs = [...new Set(ids)].map((id) => requireRun(context, id));
  store.transaction(() => {
    for (const { id } of runs) store.runs.update(id, { trashedAtUnixMs: null });
  });
  tellRuns(context, ids);
}

/** What deleting runs would free, about. Runs that are not there count nothing. */
export function sizeOfRuns({ store }: LabContext, ids: readonly string[]): RunSize {
  const known = [...new Set(ids)].filter((id) => store.runs.get(id) !== undefined);
  return {
    databaseBytes: sum(known.map((id) => store.eraser.sizeOf(id))),
    checkpointBytes: sum(known.map((id) => folderBytes(checkpointFolder(store.folder, id)))),
  };
}

/** Deletes runs for good, with their checkpoints. @returns what that freed */
export async function deleteRuns(context: LabContext, ids: readonly string[]): Promise<RunSize> {
  const { store, push, queue } = context;
  const deleted = requireAll(context, ids, 'delete').map((run) => run.id);
  for (const { id, status } of store.evaluations.ofRuns(deleted)) {
    if (status === 'running') queue.stop(id, 'cancel');
  }
  const folders = deleted.map((id) => checkpointFolder(store.folder, id));
  const checkpointBytes = sum(folders.map(folderBytes));
  const databaseBytes = await store.eraser.erase(deleted);
  push('runs.deleted', deleted);
  if (store.studies.deleteEmpty()) push('studies.changed', store.studies.list());
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  return { databaseBytes, checkpointBytes };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function folderBytes(folder: string): number {
  try {
    return sum(readdirSync(folder).map((file) => statSync(join(folder, file)).size));
  } catch {
    // Not every run has checkpoints.
    return 0;
  }
}
