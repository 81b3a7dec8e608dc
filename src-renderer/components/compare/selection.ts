/** Which runs are compared and how: kept in the address, so that it reopens as it was and the way back works. */

import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { RunSummary } from '#shared/run';
import { allRuns, inPlannedOrder, runs } from '../../state/runs';
import { studies } from '../../state/studies';
import { readView, viewQuery, type CompareView, type RunChoice } from './compare-view';

/** Without a study there is still something to look at. */
const latestRuns = 12;

function usualIds(): readonly string[] {
  const known = new Set(runs.value.map((run) => run.id));
  const study = studies.value.find(({ runIds }) => runIds.some((id) => known.has(id)));
  if (study) return study.runIds.filter((id) => known.has(id));
  return runs.value.slice(0, latestRuns).map((run) => run.id);
}

/** What was archived or thrown away is compared only where it is asked for by itself. */
const ofStudy = (id: string): readonly string[] =>
  runs.value.filter((run) => run.studyId === id).map((run) => run.id);

function idsOf(choice: RunChoice): readonly string[] {
  switch (choice.kind) {
    case 'usual':
      return usualIds();
    case 'runs':
      return choice.ids;
    case 'study':
      return ofStudy(choice.id);
    case 'all':
      return runs.value.map((run) => run.id);
  }
}

/** A whole study, or everything, chosen in one go stays whole when runs are added to it later. */
function choiceOf(ids: readonly string[], isBulk: boolean): RunChoice {
  if (!isBulk) return { kind: 'runs', ids };
  if (ids.length === runs.value.length) return { kind: 'all' };
  const chosen = new Set(ids);
  const study = studies.value.find(
    ({ runIds }) => runIds.length === ids.length && runIds.every((id) => chosen.has(id)),
  );
  return study ? { kind: 'study', id: study.id } : { kind: 'runs', ids };
}

export interface Selection {
  readonly view: ComputedRef<CompareView>;
  readonly selectedIds: ComputedRef<ReadonlySet<string>>;
  readonly hiddenIds: ComputedRef<ReadonlySet<string>>;
  readonly selected: ComputedRef<readonly RunSummary[]>;
  readonly visible: ComputedRef<readonly RunSummary[]>;
  readonly change: (part: Partial<CompareView>) => void;
  readonly select: (ids: readonly string[], isSelected: boolean) => void;
  readonly toggleHidden: (id: string) => void;
}

export function useSelection(): Selection {
  const route = useRoute();
  const router = useRouter();
  const view = computed(() => readView(route.query));
  const selectedIds = computed(() => new Set(idsOf(view.value.choice)));
  const hiddenIds = computed(() => new Set(view.value.hidden));
  const selected = computed(() =>
    inPlannedOrder(allRuns.value.filter((run) => selectedIds.value.has(run.id))),
  );
  const visible = computed(() => selected.value.filter((run) => !hiddenIds.value.has(run.id)));

  function change(part: Partial<CompareView>): void {
    void router.push({ name: 'compare', query: viewQuery({ ...view.value, ...part }) });
  }

  return {
    view,
    selectedIds,
    hiddenIds,
    selected,
    visible,
    change,
    select: (ids, isSelected) => {
      const next = new Set(selectedIds.value);
      for (const id of ids) {
        if (isSelected) next.add(id);
        else next.delete(id);
      }
      const hidden = view.value.hidden.filter((id) => next.has(id));
      change({ choice: choiceOf([...next], isSelected && ids.length > 1), hidden });
    },
    toggleHidden: (id) => {
      const next = new Set(hiddenIds.value);
      if (!next.delete(id)) next.add(id);
      change({ hidden: [...next].filter((hidden) => selectedIds.value.has(hidden)) });
    },
  };
}
