/** What a group of runs is called: its loss, and what sets it apart from the others. */

import { differingPaths, effectiveValue } from '#shared/config/diff';
import type { ConfigPath, ConfigValue, RunConfig } from '#shared/config/fields';
import type { LossKind } from './marks';

export interface GroupWords {
  readonly kinds: Readonly<Record<LossKind, string>>;
  /** Short names of fields, such as `k`; the last part of the path where one is missing. */
  readonly fields?: Partial<Record<ConfigPath, string>>;
  /** A value as people read it; as it is written where left out. */
  readonly value?: (path: ConfigPath, value: ConfigValue) => string;
}

const shortNames: Partial<Record<ConfigPath, string>> = {
  'loss.temperature': 'τ',
  'negatives.hardest': 'k',
};

export const fieldName = (path: ConfigPath, { fields }: GroupWords): string =>
  fields?.[path] ?? shortNames[path] ?? path.split('.').at(-1) ?? path;

export const fieldText = (path: ConfigPath, value: ConfigValue, words: GroupWords): string =>
  words.value?.(path, value) ?? String(value);

/** The loss stands for itself; other fields are named beside their values. */
export function nameOf(config: RunConfig, paths: readonly ConfigPath[], words: GroupWords): string {
  return paths
    .flatMap((path) => {
      const value = effectiveValue(path, config);
      if (value === undefined) return [];
      if (path === 'loss.kind') return [words.kinds[config['loss.kind']]];
      return [`${fieldName(path, words)} ${fieldText(path, value, words)}`];
    })
    .join(' · ');
}

/** The loss first, as it names the group; then the fields in which groups of that loss differ. */
export function namingPaths(
  config: RunConfig,
  rivals: readonly RunConfig[],
  paths: readonly ConfigPath[],
): readonly ConfigPath[] {
  const isByLoss = paths.includes('loss.kind');
  const alike = isByLoss ? rivals.filter((rival) => rival['loss.kind'] === config['loss.kind']) : rivals;
  const differing = differingPaths(alike).filter((path) => paths.includes(path) && path !== 'loss.kind');
  return [...(isByLoss ? (['loss.kind'] as const) : []), ...differing];
}
