/** The log of one run, growing live. */

import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { LogLine } from '#shared/contract';
import { ask, onPush } from '../lab';
import { attempt } from './notices';

export function useRunLog(runId: () => string): Readonly<ShallowRef<readonly LogLine[]>> {
  const lines = shallowRef<readonly LogLine[]>([]);
  watch(
    runId,
    async (id) => {
      const loaded = await attempt(() => ask('runs.log', { id }));
      if (loaded && id === runId()) lines.value = loaded;
    },
    { immediate: true },
  );
  onScopeDispose(
    onPush('log.appended', (pushed) => {
      if (pushed.runId === runId()) lines.value = [...lines.value, pushed.line];
    }),
  );
  return lines;
}
