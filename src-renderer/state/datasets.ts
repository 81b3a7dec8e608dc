/** All datasets, kept current by the lab's pushes, and a few of their images. */

import { computed, shallowRef } from 'vue';
import type { DatasetInfo, SampleImages } from '#shared/dataset';
import { ask, keepAsking, onPush } from '../lab';

const list = shallowRef<readonly DatasetInfo[]>([]);
const samples = new Map<string, Promise<SampleImages>>();

export const datasets = computed(() => list.value);

export const datasetById = (id: string): DatasetInfo | undefined =>
  list.value.find((dataset) => dataset.id === id);

export function followDatasets(): void {
  onPush('datasets.changed', (now) => {
    list.value = now;
  });
  keepAsking('datasets.list', {}, (now) => {
    list.value = now;
  });
}

/** Images never change under a dataset's id, so they are asked for once. */
export function fetchSamples(id: string, perClass: number): Promise<SampleImages> {
  const key = `${id} ${perClass}`;
  const known = samples.get(key);
  if (known) return known;
  const fetched = ask('datasets.samples', { id, split: 'train', perClass });
  samples.set(key, fetched);
  fetched.catch(() => samples.delete(key));
  return fetched;
}

export const deleteDataset = (id: string): Promise<null> => ask('datasets.delete', { id });
