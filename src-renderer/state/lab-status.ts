/** Where the data lives, what trains it, and whether the lab can be reached. */

import { computed, shallowRef } from 'vue';
import type { LabStatus } from '#shared/contract';
import { connection as labConnection, keepAsking, onPush } from '../lab';

const status = shallowRef<LabStatus | null>(null);

export const labStatus = computed(() => status.value);
export const connection = labConnection;

export function followLabStatus(): void {
  onPush('lab.statusChanged', (now) => {
    status.value = now;
  });
  keepAsking('lab.status', {}, (now) => {
    status.value = now;
  });
}
