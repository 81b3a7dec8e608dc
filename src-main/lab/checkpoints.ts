import { join } from 'node:path';
import type { CheckpointChoice, CheckpointInfo } from '#shared/evaluation';
import { Problem } from '#shared/result';
import type { RunSummary } from '#shared/run';
import { checkpointsIn, usesOf } from '../trainer/checkpoint-list';

export const checkpointFolder = (storeFolder: string, runId: string): string =>
  join(storeFolder, 'checkpoints', runId);

/** The checkpoints of a run, newest first. */
export function checkpointsOf(
  storeFolder: string,
  run: Pick<RunSummary, 'id' | 'progress'>,
): readonly CheckpointInfo[] {
  const { totalSteps, totalEpochs } = run.progress;
  const stepsPerEpoch = totalSteps / Math.max(1, totalEpochs);
  return usesOf(checkpointsIn(checkpointFolder(storeFolder, run.id))).map(({ step, uses, sizeBytes }) => ({
    step,
    epoch: stepsPerEpoch > 0 ? step / stepsPerEpoch : 0,
    reasons: uses,
    sizeBytes,
  }));
}

/** @throws Problem that says which checkpoints there are */
export function stepOfChoice(
  storeFolder: string,
  run: Pick<RunSummary, 'id' | 'progress'>,
  choice: CheckpointChoice,
): number {
  const { id } = run;
  const all = checkpointsOf(storeFolder, run);
  const [newest] = all;
  if (!newest) throw new Problem('checkpoint.none', { id });
  if (choice === 'last') return newest.step;
  const known = all
    .map(({ step }) => step)
    .toReversed()
    .join(', ');
  if (choice === 'best') {
    const best = all.find(({ reasons }) => reasons.includes('best'));
    if (!best) throw new Problem('checkpoint.no-best', { id, known });
    return best.step;
  }
  if (!all.some(({ step }) => step === choice)) {
    throw new Problem('checkpoint.not-found', { id, step: choice, known });
  }
  return choice;
}
