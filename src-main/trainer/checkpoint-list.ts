/** Which checkpoints a run has, told by the names of their files alone: lists need not read what is in them. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Why a checkpoint stays when newer ones come. The last of those that are `best` is the best. */
export type CheckpointMark = 'best' | 'kept';

export interface StoredCheckpoint {
  readonly step: number;
  readonly file: string;
  readonly marks: readonly CheckpointMark[];
  readonly sizeBytes: number;
}

const pattern = /^step-(\d{9})((?:\.(?:best|kept))*)\.taucheckpoint$/;

export const checkpointFile = (folder: string, step: number, marks: readonly CheckpointMark[]): string =>
  join(folder, [`step-${String(step).padStart(9, '0')}`, ...marks, 'taucheckpoint'].join('.'));

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** The checkpoints in a folder, newest first; none where there is no folder. */
export function checkpointsIn(folder: string): readonly StoredCheckpoint[] {
  return namesIn(folder)
    .flatMap((name) => {
      const found = pattern.exec(name);
      if (!found) return [];
      const file = join(folder, name);
      const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size;
      if (sizeBytes === undefined) return [];
      const marks = (found[2] ?? '').split('.').filter((mark) => mark !== '') as CheckpointMark[];
      return [{ step: Number(found[1]), file, marks, sizeBytes }];
    })
    .sort((a, b) => b.step - a.step);
}

/** How many are kept to resume from: the last, and one before it should the last be damaged. */
const resumable = 2;

export type CheckpointUse = 'resume' | CheckpointMark;

/** What each of the checkpoints is there for, newest first; those of no use may go. */
export function usesOf(
  checkpoints: readonly StoredCheckpoint[],
): readonly (StoredCheckpoint & { readonly uses: readonly CheckpointUse[] })[] {
  const best = checkpoints.find(({ marks }) => marks.includes('best'));
  return checkpoints.map((checkpoint, i) => {
    const uses: CheckpointUse[] = [];
    if (i < resumable) uses.push('resume');
    if (checkpoint === best) uses.push('best');
    if (checkpoint.marks.includes('kept')) uses.push('kept');
    return { ...checkpoint, uses };
  });
}
