/** Where a run is: in a folder or not, starred, archived, in the trash. Pure. */

import type { RunSummary } from '#shared/run';

export type Place = 'all' | 'starred' | 'archive' | 'trash' | `folder:${string}`;

const isIn = (run: RunSummary, folder: string): boolean =>
  run.folder === folder || run.folder.startsWith(`${folder}/`);

export function isAt(run: RunSummary, place: Place): boolean {
  if (run.trashedAtUnixMs !== null) return place === 'trash';
  if (run.archivedAtUnixMs !== null) return place === 'archive';
  if (place === 'starred') return run.isStarred;
  return place === 'all' || (place.startsWith('folder:') && isIn(run, place.slice('folder:'.length)));
}

/** Folders of runs that are neither archived nor in the trash, with those around them, by name. */
export function foldersOf(runs: readonly RunSummary[]): readonly string[] {
  const found = new Set<string>();
  for (const run of runs.filter((each) => isAt(each, 'all') && each.folder !== '')) {
    const parts = run.folder.split('/');
    parts.forEach((_, i) => found.add(parts.slice(0, i + 1).join('/')));
  }
  return [...found].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
