/** Groups that differ along one field only, such as τ, as one line each. */

import { effectiveValue } from '#shared/config/diff';
import type { ConfigPath, ConfigValue } from '#shared/config/fields';
import { nameOf, namingPaths, type GroupWords } from './group-names';
import { configKey, groupingPaths, type Grouping, type RunGroup } from './group-runs';
import type { LossKind } from './marks';

export interface GroupLine {
  readonly key: string;
  readonly kind: LossKind | null;
  /** The loss, and what sets the line apart from others of the same loss. */
  readonly name: string;
  /** In the order of the field; one group where the field has no effect. */
  readonly groups: readonly RunGroup[];
  readonly hasField: boolean;
}

/** Numbers by size, everything else by its text; true after false. */
export const compareValues = (a: ConfigValue | undefined, b: ConfigValue | undefined): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a ?? '').localeCompare(String(b ?? ''), undefined, { numeric: true });

/** The grouping under which every value of the field is a group of its own. */
export const groupingAlong = (grouping: Grouping, along: ConfigPath): Grouping => {
  if (grouping === 'run') return grouping;
  if (grouping === 'configuration') return along === 'training.seed' ? 'run' : grouping;
  return grouping.includes(along) ? grouping : [...grouping, along];
};

export function groupLines(
  groups: readonly RunGroup[],
  along: ConfigPath,
  { grouping = 'configuration', words }: { readonly grouping?: Grouping; readonly words: GroupWords },
): readonly GroupLine[] {
  const paths = groupingPaths(grouping).filter((path) => path !== along);
  const byKey = new Map<string, [RunGroup, ...RunGroup[]]>();
  for (const group of groups) {
    const key = configKey(group.config, paths);
    const members = byKey.get(key);
    if (members) members.push(group);
    else byKey.set(key, [group]);
  }
  const rivals = [...byKey.values()].map(([{ config }]) => config);
  return [...byKey].map(([key, members]) => {
    const [{ config }] = members;
    const kinds = new Set(members.map(({ kind }) => kind));
    const valueOf = (group: RunGroup) => effectiveValue(along, group.config);
    return {
      key,
      kind: kinds.size === 1 ? members[0].kind : null,
      name: nameOf(config, namingPaths(config, rivals, paths), words),
      groups: [...members].sort((a, b) => compareValues(valueOf(a), valueOf(b))),
      hasField: valueOf(members[0]) !== undefined,
    };
  });
}
