/** How configurations differ, by path. */

import { configPaths, isRelevant, type ConfigPath, type ConfigValue, type RunConfig } from './fields';

/** Equality of two values as written, so that lists compare by content. */
export const sameValue = (a: ConfigValue | undefined, b: ConfigValue | undefined): boolean =>
  String(a) === String(b);

/** A run's value at a path, or undefined where the field has no effect in that run. */
export const effectiveValue = (path: ConfigPath, config: RunConfig): ConfigValue | undefined =>
  isRelevant(path, config) ? config[path] : undefined;

/** The paths in which at least two of the configurations differ in effect, in the order of the table. */
export const differingPaths = (configs: readonly RunConfig[]): readonly ConfigPath[] =>
  configPaths.filter((path) =>
    configs.some((config) => {
      const first = configs[0];
      return first !== undefined && !sameValue(effectiveValue(path, first), effectiveValue(path, config));
    }),
  );
