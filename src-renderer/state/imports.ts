/** Previews of what could be imported, and the imports that are under way. */

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Input } from '#shared/contract';
import type { DatasetImport, DatasetPreview } from '#shared/dataset';
import { ask, onConnected, onPush } from '../lab';
import { attempt } from './notices';

export type ImportSource = Input<'datasets.import'>;

/** The imports since the lab was opened, oldest first. */
export function useImports(): Readonly<ShallowRef<readonly DatasetImport[]>> {
  const list = shallowRef<readonly DatasetImport[]>([]);
  const load = async (): Promise<void> => {
    list.value = (await attempt(() => ask('datasets.imports', {}))) ?? list.value;
  };
  const stopPush = onPush('imports.changed', (changed) => {
    const others = list.value.filter(({ id }) => !changed.some((each) => each.id === id));
    list.value = [...others, ...changed];
  });
  const stopConnected = onConnected(() => void load());
  onScopeDispose(() => {
    stopPush();
    stopConnected();
  });
  return list;
}

export const previewImport = (source: ImportSource, token: string): Promise<DatasetPreview> =>
  ask('datasets.preview', { ...source, token });
export const cancelPreview = (token: string): Promise<null> => ask('datasets.cancelPreview', { token });
export const startImport = (source: ImportSource): Promise<DatasetImport> => ask('datasets.import', source);
export const cancelImport = (id: string): Promise<null> => ask('datasets.cancelImport', { id });
