/** Tags, notes, stars, colours, folders, archive and trash: what people do to keep order, all of which can be taken back. */

import { ask } from '../lab';
import { tellUndoable } from './undo';

export async function trashRuns(ids: readonly string[], text: string): Promise<void> {
  await ask('runs.trash', { ids: [...ids] });
  tellUndoable({ text, undo: () => restoreRuns(ids) });
}

const restoreRuns = async (ids: readonly string[]): Promise<void> => {
  await ask('runs.restore', { ids: [...ids] });
};

export async function moveInQueue(id: string, before: string | null): Promise<void> {
  await ask('runs.moveInQueue', { id, before });
}
