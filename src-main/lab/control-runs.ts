import { existsSync, readdirSync } from 'node:fs';
import { Problem } from '#shared/result';
import { canDo, type RunAction, type RunSummary } from '#shared/run';
import { checkpointFolder } from './checkpoints';
import { tellRuns } from './create-runs';
import type { LabContext } from './lab-context';

const actionWords: Readonly<Record<RunAction, string>> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  trash: 'put into the trash',
  delete: 'deleted',
};

/** @throws Problem `run.not-found` */
export function requireRun({ store }: LabContext, id: string): RunSummary {
  const run = store.runs.get(id);
  if (!run) throw new Problem('run.not-found', { id });
  return run;
}

/** All of them or, where one does not allow the action, none. */
export function requireAll(
  context: LabContext,
  ids: readonly string[],
  action: RunAction,
): readonly RunSummary[] {
  const runs = [...new Set(ids)].map((id) => requireRun(context, id));
  const wrong = runs.find((run) => !canDo(action, run.status));
  if (wrong) {
    const { id, status } = wrong;
    throw new Problem('run.wrong-state', { id, status, action: actionWords[action] });
  }
  return runs;
}

export function pauseRuns(context: LabContext, ids: readonly string[]): void {
  for (const { id, status } of requireAll(context, ids, 'pause')) {
    if (status === 'running') context.queue.stop(id, 'pause');
    else context.store.runs.update(id, { status: 'paused' });
  }
  tellRuns(context, ids);
}

export function cancelRuns(context: LabContext, ids: readonly string[]): void {
  for (const { id, status } of requireAll(context, ids, 'cancel')) {
    if (status === 'running') context.queue.stop(id, 'cancel');
    else context.store.runs.update(id, { status: 'cancelled', finishedAtUnixMs: context.clock() });
  }
  tellRuns(context, ids);
}

/** A trainer whose lab was killed still writes a last checkpoint, of which no lab heard. */
function hasCheckpoint({ store }: LabContext, { id, checkpointStep }: RunSummary): boolean {
  const folder = checkpointFolder(store.folder, id);
  return checkpointStep !== null || (existsSync(folder) && readdirSync(folder).length > 0);
}

/** A run without a checkpoint begins again where nothing was trained yet; otherwise there is nothing to go on from. */
export function resumeRuns(context: LabContext, ids: readonly string[]): void {
  const runs = requireAll(context, ids, 'resume');
  const lost = runs.find((run) => run.progress.step > 0 && !hasCheckpoint(context, run));
  if (lost) throw new Problem('run.no-checkpoint', { id: lost.id });
  const trashed = runs.find((run) => run.trashedAtUnixMs !== null);
  if (trashed) throw new Problem('run.in-trash', { id: trashed.id });
  for (const run of runs) context.store.runs.enqueue(run.id, hasCheckpoint(context, run));
  tellRuns(context, ids);
  context.queue.wake();
}

/** Puts a waiting run before another one, or last. One of the two that does not wait any more changes nothing. */
export function moveInQueue(context: LabContext, id: string, before: string | null): void {
  const changed = context.store.runs.moveInQueue(requireRun(context, id).id, before);
  tellRuns(context, changed);
}
