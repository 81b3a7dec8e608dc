/** All saved runs, kept current by the lab's pushes, and what can be done with them. */

import { computed, shallowRef } from 'vue';
import type { RunConfig } from '#shared/config/fields';
import { canDo, type RunAction, type RunDetail, type RunSummary } from '#shared/run';
import { ask, keepAsking, onPush } from '../lab';

const byId = shallowRef<ReadonlyMap<string, RunSummary>>(new Map());
const loaded = shallowRef(false);

export const runsLoaded = computed(() => loaded.value);

/** All of them, also what is archived or in the trash; newest first. */
export const allRuns = computed<readonly RunSummary[]>(() =>
  [...byId.value.values()].sort((a, b) => b.createdAtUnixMs - a.createdAtUnixMs),
);

/** Those that nobody put out of the way, newest first. */
export const runs = computed<readonly RunSummary[]>(() =>
  allRuns.value.filter((run) => run.archivedAtUnixMs === null && run.trashedAtUnixMs === null),
);

/** Oldest first; runs of one study, created together, stay in the order in which it planned them. */
export const inPlannedOrder = (list: readonly RunSummary[]): readonly RunSummary[] =>
  [...list].sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs);

/** Also one that is archived or in the trash: a study or a comparison may name it. */
export const runById = (id: string): RunSummary | undefined => byId.value.get(id);

export const activeRuns = computed(() =>
  allRuns.value
    .filter((run) => run.status === 'running' || run.status === 'queued')
    .sort((a, b) => (a.queuePosition ?? 0) - (b.queuePosition ?? 0)),
);

function put(changed: readonly RunSummary[]): void {
  const next = new Map(byId.value);
  for (const run of changed) next.set(run.id, run);
  byId.value = next;
}

function remove(ids: readonly string[]): void {
  const next = new Map(byId.value);
  for (const id of ids) next.delete(id);
  byId.value = next;
}

export function followRuns(): void {
  onPush('runs.changed', put);
  onPush('runs.deleted', remove);
  keepAsking('runs.list', {}, (list) => {
    byId.value = new Map(list.map((run) => [run.id, run]));
    loaded.value = true;
  });
}

export async function startRun(config: RunConfig, name?: string): Promise<RunSummary> {
  const run = await ask('runs.start', name === undefined ? { config } : { config, name });
  put([run]);
  return run;
}

const requestOf = {
  pause: 'runs.pause',
  resume: 'runs.resume',
  cancel: 'runs.cancel',
  trash: 'runs.trash',
  delete: 'runs.delete',
} as const satisfies Record<RunAction, string>;

/** Those of the runs that the action applies to now. */
export const eligible = (action: RunAction, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => {
    const run = runById(id);
    if (run === undefined || !canDo(action, run.status)) return false;
    if (run.trashedAtUnixMs !== null && action !== 'delete') return false;
    return action !== 'resume' || isResumable(run);
  });

const isResumable = (run: RunSummary): boolean => run.checkpointStep !== null || run.status === 'paused';

export const actOnRuns = async (action: RunAction, ids: readonly string[]): Promise<void> => {
  await ask(requestOf[action], { ids: [...ids] });
};

export async function renameRun(id: string, name: string): Promise<void> {
  put([await ask('runs.rename', { id, name })]);
}

export const fetchRun = (id: string): Promise<RunDetail> => ask('runs.get', { id });

export const exportRun = (id: string, format: 'csv' | 'json'): Promise<string> =>
  ask('runs.export', { id, format });
