/** Histograms, curves and matrices of one run: loaded whole, then growing epoch by epoch. */

import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Detail } from '#shared/detail';
import { ask, onConnected, onPush } from '../lab';
import { appendDetails } from './detail-append';
import { attempt } from './notices';

export interface LiveDetails {
  readonly details: Readonly<ShallowRef<readonly Detail[]>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
}

/** @param runId  reactive; a change loads the details again */
export function useDetails(runId: () => string): LiveDetails {
  const details = shallowRef<readonly Detail[]>([]);
  const loading = shallowRef(true);
  let latest = 0;

  async function load(): Promise<void> {
    const id = runId();
    const mine = ++latest;
    loading.value = true;
    const loaded = await attempt(() => ask('runs.details', { ids: [id] }));
    if (mine !== latest) return;
    if (loaded) details.value = loaded;
    loading.value = false;
  }

  const stopPush = onPush('details.appended', (pushed) => {
    if (pushed.runId !== runId()) return;
    // Before the answer came it may miss these or hold them already.
    if (loading.value) void load();
    else details.value = appendDetails(details.value, pushed.details);
  });
  watch(runId, () => {
    details.value = [];
    void load();
  });
  const stopConnected = onConnected(() => void load());
  if (latest === 0) void load();
  onScopeDispose(() => {
    stopPush();
    stopConnected();
  });
  return { details, loading };
}
