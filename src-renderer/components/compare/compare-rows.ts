/** Rows of the table of results: runs, or configurations with their spread over seeds. Pure. */

import { differingPaths } from '#shared/config/diff';
import type { ConfigPath, RunConfig } from '#shared/config/fields';
import { metricInfo, type MetricName } from '#shared/metric';
import type { RunSummary } from '#shared/run';
import { groupRuns } from '../../charts/group-runs';
import { statisticsOf, type Statistics } from '../../charts/statistics';

export const resultMetrics = [
  'linearAccuracy',
  'knnAccuracy',
  'uniformity',
  'tolerance',
  'loss',
] as const satisfies readonly MetricName[];

export interface CompareRow {
  readonly key: string;
  readonly name: string;
  readonly config: RunConfig;
  readonly runIds: readonly string[];
  readonly metrics: Partial<Record<MetricName, Statistics>>;
}

function runRow(run: RunSummary): CompareRow {
  const metrics: Partial<Record<MetricName, Statistics>> = {};
  for (const name of resultMetrics) {
    const statistics = statisticsOf([run.metrics[name]]);
    if (statistics) metrics[name] = statistics;
  }
  return { key: run.id, name: run.name, config: run.config, runIds: [run.id], metrics };
}

export const compareRows = (runs: readonly RunSummary[], bySeed: boolean): readonly CompareRow[] =>
  bySeed
    ? runs.map(runRow)
    : groupRuns(runs).map((group) => ({
        key: group.key,
        name: group.runs[0]?.name ?? '',
        config: group.config,
        runIds: group.runs.map((run) => run.id),
        metrics: group.metrics,
      }));

/** Fields in which the rows differ; the seed only where each run has its own row. */
export const differences = (rows: readonly CompareRow[], bySeed: boolean): readonly ConfigPath[] =>
  differingPaths(rows.map((row) => row.config)).filter((path) => bySeed || path !== 'training.seed');

/** The best value of each measure that has a better direction and at least two rows. */
export function bestValues(rows: readonly CompareRow[]): Partial<Record<MetricName, number>> {
  const best: Partial<Record<MetricName, number>> = {};
  for (const name of resultMetrics) {
    const { better } = metricInfo(name);
    const means = rows.flatMap((row) => row.metrics[name]?.mean ?? []);
    // The loss of one method says nothing about that of another.
    if (better === 'neither' || name === 'loss' || name === 'uniformity' || means.length < 2) continue;
    best[name] = better === 'higher' ? Math.max(...means) : Math.min(...means);
  }
  return best;
}
