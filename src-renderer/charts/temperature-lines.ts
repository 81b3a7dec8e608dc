/** Groups that differ only in τ, as one line each. */

import { differingPaths, effectiveValue } from '#shared/config/diff';
import type { ConfigPath, RunConfig } from '#shared/config/fields';
import { configKey, type RunGroup } from './group-runs';
import type { LossKind } from './marks';

export interface TemperatureLine {
  readonly key: string;
  readonly kind: LossKind;
  /** The loss, and what sets the line apart from others of the same loss. */
  readonly name: string;
  /** With rising τ; losses without τ have one. */
  readonly groups: readonly RunGroup[];
  readonly hasTemperature: boolean;
}

export interface LineWords {
  readonly kinds: Readonly<Record<LossKind, string>>;
  /** Short names of fields, such as `k`; the last part of the path where one is missing. */
  readonly fields?: Partial<Record<ConfigPath, string>>;
}

/** What runs along a line differ in, and nothing else. */
const along: readonly ConfigPath[] = ['training.seed', 'loss.temperature'];

const shortNames: Partial<Record<ConfigPath, string>> = { 'negatives.hardest': 'k' };

function nameOf(config: RunConfig, others: readonly RunConfig[], words: LineWords): string {
  const parts = differingPaths(others)
    .filter((path) => !along.includes(path))
    .flatMap((path) => {
      const value = effectiveValue(path, config);
      const field = words.fields?.[path] ?? shortNames[path] ?? path.split('.').at(-1) ?? path;
      return value === undefined ? [] : [`${field} ${String(value)}`];
    });
  return [words.kinds[config['loss.kind']], ...parts].join(' · ');
}

function toLine(
  key: string,
  groups: readonly [RunGroup, ...RunGroup[]],
  rivals: readonly RunConfig[],
  words: LineWords,
): TemperatureLine {
  const [first] = groups;
  return {
    key,
    kind: first.kind,
    name: nameOf(first.config, rivals, words),
    groups: [...groups].sort((a, b) => (a.temperature ?? 0) - (b.temperature ?? 0)),
    hasTemperature: first.temperature !== undefined,
  };
}

export function temperatureLines(groups: readonly RunGroup[], words: LineWords): readonly TemperatureLine[] {
  const byKey = new Map<string, [RunGroup, ...RunGroup[]]>();
  for (const group of groups) {
    const key = configKey(group.config, along);
    const members = byKey.get(key);
    if (members) members.push(group);
    else byKey.set(key, [group]);
  }
  return [...byKey].map(([key, members]) => {
    const rivals = groups.filter(({ kind }) => kind === members[0].kind).map(({ config }) => config);
    return toLine(key, members, rivals, words);
  });
}
