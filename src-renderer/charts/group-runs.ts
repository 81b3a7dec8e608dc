/** Groups of runs that are the same but for their seed. */

import { effectiveValue } from '#shared/config/diff';
import { configPaths, type ConfigPath, type RunConfig } from '#shared/config/fields';
import { metricNames, type MetricName } from '#shared/metric';
import type { RunSummary } from '#shared/run';
import type { LossKind } from './marks';
import { statisticsOf, type Statistics } from './statistics';

export interface RunGroup {
  /** The same for the same configuration, whatever the order and number of its runs. */
  readonly key: string;
  /** The configuration of the first run; its seed is one of several. */
  readonly config: RunConfig;
  readonly kind: LossKind;
  /** τ, or undefined where the loss has none. */
  readonly temperature: number | undefined;
  /** k, or undefined where the loss takes all negatives. */
  readonly hardest: number | undefined;
  readonly runs: readonly RunSummary[];
  /** Over the finished runs that have a value: a mean of half-trained ones would compare with nothing. */
  readonly metrics: Partial<Record<MetricName, Statistics>>;
}

/** The configuration as far as it has an effect, without some fields: the same text for the same configuration. */
export const configKey = (config: RunConfig, without: readonly ConfigPath[]): string =>
  JSON.stringify(
    configPaths
      .filter((path) => !without.includes(path))
      .flatMap((path) => {
        const value = effectiveValue(path, config);
        return value === undefined ? [] : [[path, value]];
      }),
  );

function metricsOf(runs: readonly RunSummary[]): Partial<Record<MetricName, Statistics>> {
  const metrics: Partial<Record<MetricName, Statistics>> = {};
  for (const name of metricNames) {
    const finished = runs.filter((run) => run.status === 'finished');
    const statistics = statisticsOf(finished.map((run) => run.metrics[name]));
    if (statistics) metrics[name] = statistics;
  }
  return metrics;
}

function toGroup(key: string, first: RunSummary, runs: readonly RunSummary[]): RunGroup {
  const { config } = first;
  return {
    key,
    config,
    kind: config['loss.kind'],
    temperature: effectiveValue('loss.temperature', config) as number | undefined,
    hardest: effectiveValue('negatives.hardest', config) as number | undefined,
    runs,
    metrics: metricsOf(runs),
  };
}

/** Groups in the order in which their first runs come. */
export function groupRuns(runs: readonly RunSummary[]): readonly RunGroup[] {
  const byKey = new Map<string, [RunSummary, ...RunSummary[]]>();
  for (const run of runs) {
    const key = configKey(run.config, ['training.seed']);
    const group = byKey.get(key);
    if (group) group.push(run);
    else byKey.set(key, [run]);
  }
  return [...byKey].map(([key, group]) => toGroup(key, group[0], group));
}
