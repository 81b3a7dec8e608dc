/** How far the queue is and how long it will take, as far as that is known. */

import { computed } from 'vue';
import { imagesUsed } from '#shared/config/selection';
import type { RunConfig } from '#shared/config/fields';
import type { RunSummary } from '#shared/run';
import { datasetById } from './datasets';
import { labStatus } from './lab-status';
import { activeRuns } from './runs';

/** Images that a run sees while training; null where its dataset is not known here. */
export function imagesToTrain(config: RunConfig): number | null {
  const dataset = datasetById(config['dataset.id']);
  if (!dataset) return null;
  return imagesUsed(config, dataset.splits).trained * config['training.epochs'];
}

const shareDone = (run: RunSummary): number =>
  run.progress.totalSteps > 0 ? run.progress.step / run.progress.totalSteps : 0;

function secondsLeftOf(run: RunSummary): number | null {
  if (run.status === 'running' && run.progress.secondsLeft !== null) return run.progress.secondsLeft;
  const images = imagesToTrain(run.config);
  const rate = labStatus.value?.imagesPerSecond ?? null;
  return images === null || rate === null ? null : (images * (1 - shareDone(run))) / rate;
}

/** One run trains at a time, so their times add up. Null where there is none or one cannot be estimated. */
export function secondsLeft(waiting: readonly RunSummary[]): number | null {
  if (waiting.length === 0) return null;
  return waiting.reduce<number | null>((sum, run) => {
    const left = secondsLeftOf(run);
    return sum === null || left === null ? null : sum + left;
  }, 0);
}

export const queueSecondsLeft = computed(() => secondsLeft(activeRuns.value));

/** Share of the runs in the queue that is done, in [0, 1]. */
export const queueShare = computed(() => {
  const all = activeRuns.value;
  return all.length === 0 ? 0 : all.reduce((sum, run) => sum + shareDone(run), 0) / all.length;
});
