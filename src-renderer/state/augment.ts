/** Augmented views of chosen images, following a configuration while it is being changed. */

import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { RunConfig } from '#shared/config/fields';
import type { AppError } from '#shared/result';
import type { ViewPreview } from '#shared/view-preview';
import { ask } from '../lab';
import { problemOf } from './notices';

export interface ViewsWanted {
  readonly dataset: string;
  readonly images: readonly number[];
  readonly config: RunConfig;
  readonly step: number;
}

interface LiveViews {
  readonly views: Readonly<ShallowRef<ViewPreview | null>>;
  readonly problem: Readonly<ShallowRef<AppError | null>>;
  readonly isComputing: Readonly<ShallowRef<boolean>>;
}

/** One request at a time, and then the newest: a slider moves faster than views are computed. */
export function useViews(wanted: () => ViewsWanted): LiveViews {
  const views = shallowRef<ViewPreview | null>(null);
  const problem = shallowRef<AppError | null>(null);
  const isComputing = shallowRef(false);
  let isStale = false;
  let isOver = false;

  async function refresh(): Promise<void> {
    isStale = isComputing.value;
    if (isStale || isOver) return;
    isComputing.value = true;
    try {
      const { images, ...rest } = wanted();
      views.value = await ask('augment.preview', { ...rest, images: [...images] });
      problem.value = null;
    } catch (thrown) {
      problem.value = problemOf(thrown);
    }
    isComputing.value = false;
    if (isStale) void refresh();
  }
  watch(wanted, () => void refresh(), { immediate: true });
  onScopeDispose(() => {
    isOver = true;
  });
  return { views, problem, isComputing };
}
