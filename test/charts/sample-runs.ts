/** Runs made for the charts' tests. */

import { defaultConfig, type RunConfig } from '#shared/config/fields';
import { noMarks } from '#shared/marks';
import type { FinalMetrics } from '#shared/metric';
import type { RunSummary, Series } from '#shared/run';
import { lossKinds } from '../../src-renderer/charts/marks';
import type { GroupWords } from '../../src-renderer/charts/group-names';

export const kindWords = Object.fromEntries(
  lossKinds.map((kind) => [kind, kind.replaceAll('-', ' ')]),
) as GroupWords['kinds'];

export const sampleRun = (
  id: string,
  config: Partial<RunConfig> = {},
  metrics: FinalMetrics = {},
): RunSummary => ({
  id,
  name: id,
  studyId: null,
  status: 'finished',
  config: { ...defaultConfig, ...config },
  createdAtUnixMs: 0,
  startedAtUnixMs: 0,
  finishedAtUnixMs: 0,
  durationSeconds: 60,
  device: 'CPU',
  engine: null,
  progress: {
    step: 10,
    totalSteps: 10,
    epoch: 1,
    totalEpochs: 1,
    phase: 'done',
    imagesPerSecond: null,
    secondsLeft: null,
  },
  metrics,
  best: {},
  queuePosition: null,
  checkpointStep: null,
  ...noMarks,
  error: null,
});

/** A falling loss with noise that is the same every time. */
export function lossSeries(runId: string, points: number, level: number): Series {
  const steps = Array.from({ length: points }, (_, i) => i * 10);
  const noise = (i: number): number => Math.sin(i * 12.9898 + level) * 0.12;
  const values = steps.map((step, i) => level + 2 * Math.exp(-step / 400) + noise(i));
  return {
    runId,
    metric: 'loss',
    steps,
    values,
    min: values.map((value) => value - 0.15),
    max: values.map((value) => value + 0.15),
  };
}

/** The paper's shape: a reverse U over τ for the plain loss, a plateau for the hard one, three seeds each. */
export function studyRuns(): readonly RunSummary[] {
  const taus = [0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1];
  const seeds = [1, 2, 3];
  const at = (tau: number, peak: number, width: number): number => 0.76 - width * Math.log(tau / peak) ** 2;
  const withTau = (['contrastive', 'hard-contrastive'] as const).flatMap((kind) =>
    taus.flatMap((tau) =>
      seeds.map((seed) => {
        const isHard = kind === 'hard-contrastive';
        const noise = Math.sin(seed * 7.1 + tau * 13) * 0.008;
        return sampleRun(
          `${kind}-${tau}-${seed}`,
          { 'loss.kind': kind, 'loss.temperature': tau, 'training.seed': seed },
          {
            linearAccuracy: (isHard ? at(tau, 0.5, 0.004) : at(tau, 0.25, 0.03)) + noise,
            uniformity: (isHard ? 3.3 : 3.9) - (isHard ? 0.25 : 0.75) * Math.log(tau / 0.07) + noise,
            tolerance: (isHard ? 0.32 : 0.08) + (isHard ? 0.06 : 0.21) * Math.log(tau / 0.07) + noise,
          },
        );
      }),
    ),
  );
  const withoutTau = seeds.flatMap((seed) => [
    sampleRun(
      `simple-${seed}`,
      { 'loss.kind': 'simple', 'training.seed': seed },
      { linearAccuracy: 0.61 + seed * 0.006, uniformity: 1.2, tolerance: 0.78 },
    ),
    sampleRun(
      `hard-simple-${seed}`,
      { 'loss.kind': 'hard-simple', 'training.seed': seed },
      { linearAccuracy: 0.725 + seed * 0.003, uniformity: 2.7, tolerance: 0.46 },
    ),
  ]);
  return [...withTau, ...withoutTau];
}
