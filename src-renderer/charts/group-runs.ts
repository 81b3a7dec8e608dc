/** Groups of runs, such as those that are the same but for their seed, and what is measured over each. */

import { differingPaths, effectiveValue } from '#shared/config/diff';
import { configPaths, type ConfigPath, type RunConfig } from '#shared/config/fields';
import { metricNames, type MetricName } from '#shared/metric';
import type { RunSummary } from '#shared/run';
import type { LossKind } from './marks';
import { statisticsOf, type Statistics } from './statistics';

/** What is one group: a run, runs that differ in nothing but their seed, or runs that agree in these fields. */
export type Grouping = 'run' | 'configuration' | readonly ConfigPath[];

export interface RunGroup {
  /** The same for the same values, whatever the order and number of its runs. */
  readonly key: string;
  /** The configuration of the first run, which stands for the others in what they agree in. */
  readonly config: RunConfig;
  /** Null where runs of several losses are one group. */
  readonly kind: LossKind | null;
  /** τ, or undefined where the loss has none or the runs have several. */
  readonly temperature: number | undefined;
  /** k, or undefined where the loss takes all negatives or the runs have several. */
  readonly hardest: number | undefined;
  readonly runs: readonly RunSummary[];
  /** What the measures are over: a mean of half-trained runs would compare with nothing. */
  readonly finished: readonly RunSummary[];
  /** The fields in which its finished runs differ. */
  readonly mixed: readonly ConfigPath[];
  readonly metrics: Partial<Record<MetricName, Statistics>>;
}

const allButSeed = configPaths.filter((path) => path !== 'training.seed');

/** The fields in which the runs of a group agree. */
export function groupingPaths(grouping: Grouping): readonly ConfigPath[] {
  if (grouping === 'run') return configPaths;
  return grouping === 'configuration' ? allButSeed : grouping;
}

/** The configuration as far as it has an effect, in these fields: the same text for the same values. */
export const configKey = (config: RunConfig, paths: readonly ConfigPath[]): string =>
  JSON.stringify(
    paths.flatMap((path) => {
      const value = effectiveValue(path, config);
      return value === undefined ? [] : [[path, value]];
    }),
  );

function metricsOf(finished: readonly RunSummary[]): Partial<Record<MetricName, Statistics>> {
  const metrics: Partial<Record<MetricName, Statistics>> = {};
  for (const name of metricNames) {
    const statistics = statisticsOf(finished.map((run) => run.metrics[name]));
    if (statistics) metrics[name] = statistics;
  }
  return metrics;
}

function toGroup(key: string, runs: readonly [RunSummary, ...RunSummary[]]): RunGroup {
  const { config } = runs[0];
  const differing = new Set(differingPaths(runs.map((run) => run.config)));
  const finished = runs.filter((run) => run.status === 'finished');
  const common = (path: ConfigPath): unknown =>
    differing.has(path) ? undefined : effectiveValue(path, config);
  return {
    key,
    config,
    kind: differing.has('loss.kind') ? null : config['loss.kind'],
    temperature: common('loss.temperature') as number | undefined,
    hardest: common('negatives.hardest') as number | undefined,
    runs,
    finished,
    mixed:
      finished.length === runs.length ? [...differing] : differingPaths(finished.map((run) => run.config)),
    metrics: metricsOf(finished),
  };
}

/** Groups in the order in which their first runs come. */
export function groupRuns(
  runs: readonly RunSummary[],
  grouping: Grouping = 'configuration',
): readonly RunGroup[] {
  const paths = groupingPaths(grouping);
  const byKey = new Map<string, [RunSummary, ...RunSummary[]]>();
  for (const run of runs) {
    const key = grouping === 'run' ? run.id : configKey(run.config, paths);
    const group = byKey.get(key);
    if (group) group.push(run);
    else byKey.set(key, [run]);
  }
  return [...byKey].map(([key, group]) => toGroup(key, group));
}

/** What means are taken over besides seeds, and how many runs no mean could take. */
export interface Averaged {
  readonly most: number;
  readonly least: number;
  /** Fields in which runs of one group differ, the seed among them. */
  readonly over: readonly ConfigPath[];
  readonly unfinished: number;
}

export function averagedOver(groups: readonly RunGroup[]): Averaged {
  const counts = groups.map(({ finished }) => finished.length).filter((count) => count > 0);
  const over = new Set(groups.flatMap(({ mixed }) => mixed));
  return {
    most: Math.max(0, ...counts),
    least: counts.length === 0 ? 0 : Math.min(...counts),
    over: configPaths.filter((path) => over.has(path)),
    unfinished: groups.reduce((sum, { runs, finished }) => sum + runs.length - finished.length, 0),
  };
}
