/** Names that tell runs apart where they stand side by side: pure. */

import type { RunSummary } from '#shared/run';

export interface NameWords {
  readonly name: (run: RunSummary) => string;
  readonly seed: (seed: number) => string;
}

/** Runs that differ in nothing but their seed have one name, so the seed is added. */
export function distinctNames(runs: readonly RunSummary[], words: NameWords): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const run of runs) counts.set(words.name(run), (counts.get(words.name(run)) ?? 0) + 1);
  return new Map(
    runs.map((run) => {
      const name = words.name(run);
      const isShared = (counts.get(name) ?? 0) > 1;
      return [run.id, isShared ? `${name} · ${words.seed(run.config['training.seed'])}` : name];
    }),
  );
}
