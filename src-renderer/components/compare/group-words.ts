/** The words with which charts name groups of runs, in the language in use. */

import { computed, type ComputedRef } from 'vue';
import { configPaths, type ConfigPath, type ConfigValue } from '#shared/config/fields';
import type { GroupWords } from '../../charts/group-names';
import { lossKinds, type LossKind } from '../../charts/marks';
import { useTexts } from '../../locales/texts';
import { useDatasetName } from '../dataset-name';

/** Known by their letters in every language. */
const letters: Partial<Record<ConfigPath, string>> = {
  'loss.temperature': 'τ',
  'negatives.hardest': 'k',
  'negatives.hardestShare': 'α',
};

export function useGroupWords(): ComputedRef<GroupWords> {
  const { choice, label, value } = useTexts();
  const datasetName = useDatasetName();
  return computed(() => ({
    kinds: Object.fromEntries(lossKinds.map((kind) => [kind, choice(kind)])) as Record<LossKind, string>,
    fields: Object.fromEntries(configPaths.map((path) => [path, letters[path] ?? label(path)])),
    value: (path: ConfigPath, found: ConfigValue) =>
      path === 'dataset.id' ? datasetName(String(found)) : value(path, found),
  }));
}
