import type { Input } from '#shared/contract';
import { tidyFolder, tidyTags } from '#shared/marks';
import type { RunSummary } from '#shared/run';
import type { RunChanges } from '../store/run-changes';
import { requireRun } from './control-runs';
import { tellRuns } from './create-runs';
import type { LabContext } from './lab-context';

type Marks = Input<'runs.mark'>['marks'];

/** Changes what people added to runs: of all of them or, where one is not there, of none. */
export function markRuns(context: LabContext, { ids, marks }: Input<'runs.mark'>): void {
  const { store, clock } = context;
  const runs = [...new Set(ids)].map((id) => requireRun(context, id));
  store.transaction(() => {
    for (const run of runs) store.runs.update(run.id, changesOf(run, marks, clock()));
  });
  tellRuns(context, ids);
}

function changesOf(run: RunSummary, marks: Marks, nowUnixMs: number): RunChanges {
  const { addTags = [], removeTags = [], folder, isArchived, note, isStarred, colour } = marks;
  const removed = new Set(tidyTags(removeTags));
  const kept = (marks.tags ?? run.tags).filter((tag) => !removed.has(tag));
  return {
    tags: tidyTags([...kept, ...addTags]),
    ...(note === undefined ? {} : { note }),
    ...(isStarred === undefined ? {} : { isStarred }),
    ...(colour === undefined ? {} : { colour }),
    ...(folder === undefined ? {} : { folder: tidyFolder(folder) }),
    ...(isArchived === undefined ? {} : { archivedAtUnixMs: isArchived ? nowUnixMs : null }),
  };
}
