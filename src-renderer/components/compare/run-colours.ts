/** Colour means τ where the runs differ in it; else every configuration gets its own: pure. */

import { effectiveValue } from '#shared/config/diff';
import type { RunSummary } from '#shared/run';
import { categoricalColour, noTauColour, tauColour } from '../../charts/colour';
import { groupRuns, type Grouping } from '../../charts/group-runs';
import type { ThemeName } from '../../charts/theme';

const tauOf = (run: RunSummary): number | undefined => {
  const tau = effectiveValue('loss.temperature', run.config);
  return typeof tau === 'number' ? tau : undefined;
};

export const differInTau = (runs: readonly RunSummary[]): boolean =>
  new Set(runs.map(tauOf).filter((tau) => tau !== undefined)).size > 1;

export function runColours(
  runs: readonly RunSummary[],
  theme: ThemeName,
  grouping: Grouping = 'configuration',
): ReadonlyMap<string, string> {
  if (differInTau(runs)) {
    return new Map(
      runs.map((run) => {
        const tau = tauOf(run);
        return [run.id, tau === undefined ? noTauColour(theme) : tauColour(tau, theme)];
      }),
    );
  }
  return new Map(
    groupRuns(runs, grouping).flatMap((group, i) =>
      group.runs.map((run) => [run.id, categoricalColour(i, theme)] as const),
    ),
  );
}
