/** Tags, notes, stars, colours, folders, archive and trash: what people do to keep order, all of which can be taken back. */

import type { Input } from '#shared/contract';
import type { RunSize } from '#shared/marks';
import type { RunSummary } from '#shared/run';
import { ask } from '../lab';
import { runById } from './runs';
import { tellUndoable } from './undo';

type Marks = Input<'runs.mark'>['marks'];

/** Marks that bring a run back to how it is now. */
const marksOf = (run: RunSummary): Marks => ({
  tags: [...run.tags],
  note: run.note,
  isStarred: run.isStarred,
  colour: run.colour,
  folder: run.folder,
  isArchived: run.archivedAtUnixMs !== null,
});

/** @param text  what the notice says was done; without it there is none, since the change is seen and easily undone */
export async function markRuns(ids: readonly string[], marks: Marks, text?: string): Promise<void> {
  const before = new Map<string, string[]>();
  for (const id of ids) {
    const run = runById(id);
    if (!run) continue;
    const key = JSON.stringify(marksOf(run));
    before.set(key, [...(before.get(key) ?? []), id]);
  }
  await ask('runs.mark', { ids: [...ids], marks });
  if (text === undefined) return;
  const undo = async (): Promise<void> => {
    for (const [key, same] of before) {
      await ask('runs.mark', { ids: same, marks: JSON.parse(key) as Marks });
    }
  };
  tellUndoable({ text, undo });
}

export async function trashRuns(ids: readonly string[], text: string): Promise<void> {
  await ask('runs.trash', { ids: [...ids] });
  tellUndoable({ text, undo: () => restoreRuns(ids) });
}

export const restoreRuns = async (ids: readonly string[]): Promise<void> => {
  await ask('runs.restore', { ids: [...ids] });
};

export const sizeOfRuns = (ids: readonly string[]): Promise<RunSize> => ask('runs.size', { ids: [...ids] });

/** For good; what was freed is told. */
export const deleteRuns = (ids: readonly string[]): Promise<RunSize> => ask('runs.delete', { ids: [...ids] });

export async function moveInQueue(id: string, before: string | null): Promise<void> {
  await ask('runs.moveInQueue', { id, before });
}
