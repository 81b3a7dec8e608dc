/** Checkpoints of one run and what was measured of them, kept current by the lab's pushes. */

import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { CheckpointInfo, EvaluationSettings, ToldEvaluation } from '#shared/evaluation';
import { ask, onConnected, onPush } from '../lab';
import { attempt } from './notices';
import { runById } from './runs';

export interface LiveEvaluations {
  /** Newest first. */
  readonly checkpoints: Readonly<ShallowRef<readonly CheckpointInfo[]>>;
  /** Newest first. */
  readonly evaluations: Readonly<ShallowRef<readonly ToldEvaluation[]>>;
}

const newestFirst = (list: readonly ToldEvaluation[]): readonly ToldEvaluation[] =>
  [...list].sort((a, b) => b.createdAtUnixMs - a.createdAtUnixMs);

/** @param runId  reactive; a change loads everything again */
export function useEvaluations(runId: () => string): LiveEvaluations {
  const checkpoints = shallowRef<readonly CheckpointInfo[]>([]);
  const evaluations = shallowRef<readonly ToldEvaluation[]>([]);

  async function loadCheckpoints(): Promise<void> {
    const id = runId();
    const loaded = await attempt(() => ask('runs.checkpoints', { id }));
    if (loaded && id === runId()) checkpoints.value = loaded;
  }
  async function loadEvaluations(): Promise<void> {
    const id = runId();
    const loaded = await attempt(() => ask('runs.evaluations', { ids: [id] }));
    if (loaded && id === runId()) evaluations.value = newestFirst(loaded);
  }

  const stopPush = onPush('evaluations.changed', (changed) => {
    const own = changed.filter((evaluation) => evaluation.runId === runId());
    if (own.length === 0) return;
    const kept = evaluations.value.filter(({ id }) => !own.some((other) => other.id === id));
    evaluations.value = newestFirst([...own, ...kept]);
  });
  // The list of files changes when a checkpoint is written and when a run ends.
  watch(
    () => [runId(), runById(runId())?.checkpointStep, runById(runId())?.status] as const,
    ([id], [before]) => {
      if (id !== before) {
        checkpoints.value = [];
        evaluations.value = [];
        void loadEvaluations();
      }
      void loadCheckpoints();
    },
  );
  const stopConnected = onConnected(() => {
    void loadCheckpoints();
    void loadEvaluations();
  });
  onScopeDispose(() => {
    stopPush();
    stopConnected();
  });
  return { checkpoints, evaluations };
}

export const evaluate = (id: string, step: number, protocol: EvaluationSettings): Promise<ToldEvaluation> =>
  ask('runs.evaluate', { id, step, protocol: { ...protocol } });

export const cancelEvaluation = (id: string): Promise<null> => ask('runs.cancelEvaluations', { ids: [id] });
