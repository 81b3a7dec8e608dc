/** Where the data lives, what trains it, and whether the lab can be reached. */

import { computed, shallowRef } from 'vue';
import type { LabStatus } from '#shared/contract';
import { ask, connection as labConnection, onConnected, onPush } from '../lab';

const status = shallowRef<LabStatus | null>(null);

export const labStatus = computed(() => status.value);
export const connection = labConnection;

export function followLabStatus(): void {
  onPush('lab.statusChanged', (now) => {
    status.value = now;
  });
  onConnected(() => {
    void ask('lab.status', {}).then((now) => {
      status.value = now;
    });
  });
}
