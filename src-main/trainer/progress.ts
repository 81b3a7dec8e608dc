/** How far a run is and how long it will take, from the pace of its recent steps. */

import type { RunProgress } from '#shared/run';

export interface Plan {
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  /** Training images of one step. */
  readonly batchSize: number;
  /** Epochs between measures; the last epoch is always measured. */
  readonly measureEvery: number;
}

export interface Progress {
  readonly stepTaken: (step: number, seconds: number) => void;
  readonly measured: (seconds: number) => void;
  readonly at: (phase: RunProgress['phase']) => RunProgress;
}

/** How much of the pace is the newest step's: steady within some tens of steps, yet following a busy machine. */
const newestShare = 0.1;

export function trackProgress(plan: Plan, from: number): Progress {
  const { totalSteps, stepsPerEpoch, batchSize, measureEvery } = plan;
  let step = from;
  let secondsPerStep: number | null = null;
  let secondsPerMeasure: number | null = null;
  const totalEpochs = Math.round(totalSteps / stepsPerEpoch);
  const epochOf = (at: number): number => Math.min(totalEpochs, Math.floor(at / stepsPerEpoch));
  const measuresAfter = (epoch: number): number =>
    epoch < totalEpochs ? Math.ceil(totalEpochs / measureEvery) - Math.floor(epoch / measureEvery) : 0;

  return {
    stepTaken: (at, seconds) => {
      step = at;
      // The first step also sets the device up; the second one replaces it.
      const settled = at - from > 2;
      secondsPerStep =
        settled && secondsPerStep !== null
          ? secondsPerStep + newestShare * (seconds - secondsPerStep)
          : seconds;
    },
    measured: (seconds) => {
      secondsPerMeasure = seconds;
    },
    at: (phase) => ({
      step,
      totalSteps,
      epoch: epochOf(step),
      totalEpochs,
      phase,
      imagesPerSecond: secondsPerStep === null ? null : batchSize / secondsPerStep,
      secondsLeft:
        secondsPerStep === null
          ? null
          : (totalSteps - step) * secondsPerStep + measuresAfter(epochOf(step)) * (secondsPerMeasure ?? 0),
    }),
  };
}
