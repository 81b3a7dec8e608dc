/** Which runs are compared and which of them are hidden for now: kept in the address, so that it reopens as it was. */

import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { RunSummary } from '#shared/run';
import { allRuns, inPlannedOrder, runs } from '../../state/runs';
import { studies } from '../../state/studies';

/** Without a study there is still something to look at. */
const latestRuns = 12;

function defaultIds(): readonly string[] {
  const known = new Set(runs.value.map((run) => run.id));
  const study = studies.value.find(({ runIds }) => runIds.some((id) => known.has(id)));
  if (study) return study.runIds.filter((id) => known.has(id));
  return runs.value.slice(0, latestRuns).map((run) => run.id);
}

const listOf = (query: unknown): readonly string[] | null =>
  typeof query === 'string' ? query.split(',').filter((id) => id !== '') : null;

export interface Selection {
  readonly selectedIds: ComputedRef<ReadonlySet<string>>;
  readonly hiddenIds: ComputedRef<ReadonlySet<string>>;
  readonly selected: ComputedRef<readonly RunSummary[]>;
  readonly visible: ComputedRef<readonly RunSummary[]>;
  readonly select: (ids: readonly string[], isSelected: boolean) => void;
  readonly toggleHidden: (id: string) => void;
}

export function useSelection(): Selection {
  const route = useRoute();
  const router = useRouter();
  const selectedIds = computed(() => new Set(listOf(route.query['runs']) ?? defaultIds()));
  const hiddenIds = computed(() => new Set(listOf(route.query['hidden']) ?? []));
  const selected = computed(() =>
    inPlannedOrder(allRuns.value.filter((run) => selectedIds.value.has(run.id))),
  );
  const visible = computed(() => selected.value.filter((run) => !hiddenIds.value.has(run.id)));

  function write(ids: ReadonlySet<string>, hidden: ReadonlySet<string>): void {
    const kept = [...hidden].filter((id) => ids.has(id));
    const query = { runs: [...ids].join(','), ...(kept.length > 0 && { hidden: kept.join(',') }) };
    void router.replace({ name: 'compare', query });
  }

  return {
    selectedIds,
    hiddenIds,
    selected,
    visible,
    select: (ids, isSelected) => {
      const next = new Set(selectedIds.value);
      for (const id of ids) {
        if (isSelected) next.add(id);
        else next.delete(id);
      }
      write(next, hiddenIds.value);
    },
    toggleHidden: (id) => {
      const next = new Set(hiddenIds.value);
      if (!next.delete(id)) next.add(id);
      write(selectedIds.value, next);
    },
  };
}
