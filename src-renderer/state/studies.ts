/** All studies, kept current by the lab's pushes. */

import { computed, shallowRef } from 'vue';
import type { RunConfig } from '#shared/config/fields';
import type { Study, StudyAxis } from '#shared/study';
import { ask, keepAsking, onPush } from '../lab';

const list = shallowRef<readonly Study[]>([]);

/** Newest first. */
export const studies = computed(() => [...list.value].sort((a, b) => b.createdAtUnixMs - a.createdAtUnixMs));

export const studyById = (id: string | null): Study | undefined =>
  list.value.find((study) => study.id === id);

export function followStudies(): void {
  onPush('studies.changed', (studiesNow) => {
    list.value = studiesNow;
  });
  keepAsking('studies.list', {}, (studiesNow) => {
    list.value = studiesNow;
  });
}

export interface StudyPlan {
  readonly name: string;
  readonly base: RunConfig;
  readonly axes: readonly StudyAxis[];
  readonly seeds: number;
}

export const startStudy = (plan: StudyPlan): Promise<Study> =>
  ask('studies.start', {
    ...plan,
    axes: plan.axes.map((axis) => ({ path: axis.path, values: [...axis.values] })),
  });

export const startQuickStart = (): Promise<Study> => ask('studies.quickStart', {});

/** The study that the first start runs by itself; its name is the lab's. */
export const quickStartStudy = computed(() =>
  studies.value.findLast((study) => /^quick[- ]start/i.test(study.name)),
);
