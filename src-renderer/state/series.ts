/** Curves of some runs: loaded in buckets, then growing live. */

import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { MetricName } from '#shared/metric';
import type { Series } from '#shared/run';
import { ask, onConnected, onPush } from '../lab';
import { attempt } from './notices';
import { appendPoints, type RunPoint } from './series-append';

/** Pushes come with every step; a few redraws a second are all that an eye can use. */
const flushEveryMs = 300;

export interface LiveSeries {
  readonly series: Readonly<ShallowRef<readonly Series[]>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
}

/** @param runIds  reactive; a change loads the curves again */
export function useSeries(
  runIds: () => readonly string[],
  metrics: readonly MetricName[],
  maxPoints: number,
): LiveSeries {
  const series = shallowRef<readonly Series[]>([]);
  const loading = shallowRef(true);
  let pending: RunPoint[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  function flush(): void {
    timer = undefined;
    if (loading.value || pending.length === 0) return;
    series.value = appendPoints(series.value, pending, metrics);
    pending = [];
    if (series.value.some((one) => one.steps.length > 3 * maxPoints)) void load();
  }

  async function load(): Promise<void> {
    const ids = [...runIds()];
    const mine = ++latest;
    loading.value = true;
    const loaded =
      ids.length === 0
        ? []
        : await attempt(() => ask('runs.series', { ids, metrics: [...metrics], maxPoints }));
    if (mine !== latest) return;
    if (loaded) series.value = loaded;
    loading.value = false;
    flush();
  }

  const stopPush = onPush('series.appended', ({ runId, points }) => {
    if (!runIds().includes(runId)) return;
    pending.push(...points.map((point) => ({ ...point, runId })));
    timer ??= setTimeout(flush, flushEveryMs);
  });
  watch(
    () => runIds().join(' '),
    () => {
      pending = [];
      void load();
    },
  );
  const stopConnected = onConnected(() => void load());
  if (latest === 0) void load();
  onScopeDispose(() => {
    stopPush();
    stopConnected();
    clearTimeout(timer);
  });
  return { series, loading };
}
