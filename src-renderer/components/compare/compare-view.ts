/** How runs are compared, as the address carries it: pure. What is as usual is left out of the address. */

import { isConfigPath, type ConfigPath } from '#shared/config/fields';
import type { Grouping } from '../../charts/group-runs';
import { spreads, type Spread } from '../../charts/statistics';

/** Which runs: these, all of a study however many it gets, or all there are. */
export type RunChoice =
  | { readonly kind: 'usual' }
  | { readonly kind: 'runs'; readonly ids: readonly string[] }
  | { readonly kind: 'study'; readonly id: string }
  | { readonly kind: 'all' };

export interface CompareView {
  readonly choice: RunChoice;
  readonly hidden: readonly string[];
  readonly grouping: Grouping;
  readonly spread: Spread;
  /** What the measures are drawn against. */
  readonly field: ConfigPath;
}

export type ViewQuery = Readonly<Record<string, string>>;

const usualField: ConfigPath = 'loss.temperature';

const listOf = (text: string): readonly string[] => text.split(',').filter((part) => part !== '');

function readChoice(query: ViewQuery): RunChoice {
  if (query['runs'] !== undefined) return { kind: 'runs', ids: listOf(query['runs']) };
  if (query['study'] !== undefined) return { kind: 'study', id: query['study'] };
  return query['all'] === undefined ? { kind: 'usual' } : { kind: 'all' };
}

function readGrouping(text: string | undefined): Grouping {
  if (text === 'run') return 'run';
  const paths = listOf(text ?? '').filter(isConfigPath);
  return paths.length > 0 ? paths : 'configuration';
}

/** Whatever an address says, something can be shown: what is not understood is as usual. */
export function readView(query: Readonly<Record<string, unknown>>): CompareView {
  const texts: ViewQuery = Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const field = texts['x'];
  return {
    choice: readChoice(texts),
    hidden: listOf(texts['hidden'] ?? ''),
    grouping: readGrouping(texts['group']),
    spread: spreads.find((spread) => spread === texts['spread']) ?? 'sd',
    field: field !== undefined && isConfigPath(field) ? field : usualField,
  };
}

function choiceQuery(choice: RunChoice): ViewQuery {
  switch (choice.kind) {
    case 'usual':
      return {};
    case 'runs':
      return { runs: choice.ids.join(',') };
    case 'study':
      return { study: choice.id };
    case 'all':
      return { all: '1' };
  }
}

export function viewQuery({ choice, hidden, grouping, spread, field }: CompareView): ViewQuery {
  return {
    ...choiceQuery(choice),
    ...(hidden.length > 0 && { hidden: hidden.join(',') }),
    ...(grouping !== 'configuration' && { group: grouping === 'run' ? 'run' : grouping.join(',') }),
    ...(spread !== 'sd' && { spread }),
    ...(field !== usualField && { x: field }),
  };
}
