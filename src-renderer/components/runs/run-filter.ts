/** Which runs the table shows: pure. */

import type { RunStatus, RunSummary } from '#shared/run';

export interface RunFilter {
  readonly text: string;
  readonly statuses: readonly RunStatus[];
  readonly studyId: string | null;
}

/** Every word must occur somewhere in what describes the run. */
export function filterRuns(
  runs: readonly RunSummary[],
  filter: RunFilter,
  describe: (run: RunSummary) => string,
): RunSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (filter.studyId !== null && run.studyId !== filter.studyId) return false;
    if (filter.statuses.length > 0 && !filter.statuses.includes(run.status)) return false;
    if (words.length === 0) return true;
    const text = describe(run).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
