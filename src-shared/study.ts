/** A study: a base configuration and the axes along which it varies. */

import { effectiveValue, sameValue } from './config/diff';
import { configPaths, type ConfigPath, type ConfigValue, type RunConfig } from './config/fields';
import { presetConfig } from './config/presets';

export interface StudyAxis {
  readonly path: ConfigPath;
  readonly values: readonly ConfigValue[];
}

export interface Study {
  readonly id: string;
  readonly name: string;
  readonly createdAtUnixMs: number;
  readonly runIds: readonly string[];
}

const sameRun = (a: RunConfig, b: RunConfig): boolean =>
  configPaths.every((path) => sameValue(effectiveValue(path, a), effectiveValue(path, b)));

/** Leaves out what trains the same run twice, such as the simple loss at two temperatures. */
const distinct = (configs: readonly RunConfig[]): readonly RunConfig[] =>
  configs.filter((config, i) => !configs.slice(0, i).some((earlier) => sameRun(earlier, config)));

/**
 * The grid of all combinations of the axes, over `seeds` consecutive seeds from the base's on.
 * The seed varies slowest, so that a study shows its shape as early as it can.
 */
export function expandGrid(base: RunConfig, axes: readonly StudyAxis[], seeds: number): readonly RunConfig[] {
  const firstSeed = base['training.seed'];
  const seedAxis: StudyAxis = {
    path: 'training.seed',
    values: Array.from({ length: seeds }, (_, i) => firstSeed + i),
  };
  const all = axes.some((axis) => axis.path === 'training.seed') ? axes : [seedAxis, ...axes];
  const grid = all.reduce<readonly RunConfig[]>(
    (configs, axis) =>
      configs.flatMap((config) => axis.values.map((value) => ({ ...config, [axis.path]: value }))),
    [base],
  );
  return distinct(grid);
}

/** The six runs that show the paper's shape on the built-in dataset within minutes. */
export function quickStartConfigs(seed = 1): readonly RunConfig[] {
  const base: RunConfig = { ...presetConfig('quick-start'), 'training.seed': seed };
  const contrastive = [0.07, 0.3, 0.7, 1].map((tau): RunConfig => ({ ...base, 'loss.temperature': tau }));
  return [...contrastive, { ...base, 'loss.kind': 'simple' }, { ...base, 'loss.kind': 'hard-simple' }];
}

/** A short name for a run from what makes it itself, such as `contrastive τ 0.3`. */
export function runName(config: RunConfig): string {
  const kind = config['loss.kind'].replace('-', ' ');
  const temperature = effectiveValue('loss.temperature', config);
  const hardest = effectiveValue('negatives.hardest', config);
  return [
    kind,
    temperature === undefined ? '' : `τ ${temperature}`,
    hardest === undefined ? '' : `k ${hardest}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
