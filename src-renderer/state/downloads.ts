/** Official files that can be fetched, kept current by the lab's pushes. */

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Download, DownloadSettings } from '#shared/download';
import { ask, onConnected, onPush } from '../lab';
import { attempt } from './notices';

export function useDownloads(): Readonly<ShallowRef<readonly Download[]>> {
  const list = shallowRef<readonly Download[]>([]);
  const load = async (): Promise<void> => {
    list.value = (await attempt(() => ask('downloads.list', {}))) ?? list.value;
  };
  const stopPush = onPush('downloads.changed', (changed) => {
    list.value = list.value.map((each) => (each.id === changed.id ? changed : each));
  });
  const stopConnected = onConnected(() => void load());
  onScopeDispose(() => {
    stopPush();
    stopConnected();
  });
  return list;
}

export const startDownload = (id: string, withOptional: boolean): Promise<null> =>
  ask('downloads.start', { id, withOptional });
export const cancelDownload = (id: string): Promise<null> => ask('downloads.cancel', { id });
export const deleteDownloaded = (id: string): Promise<null> => ask('downloads.deleteFiles', { id });
export const fetchDownloadSettings = (): Promise<DownloadSettings> => ask('downloads.settings', {});
export const saveDownloadSettings = (settings: DownloadSettings): Promise<DownloadSettings> =>
  ask('downloads.configure', { ...settings });
