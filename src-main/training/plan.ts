import type { RunConfig } from '#shared/config/fields';
import { hardNegatives, negativesPerAnchor } from '#shared/config/hard-negatives';
import { hardestAt } from '#shared/config/schedule';
import type { Moment } from './loss/loss';
import { learningRateAt } from './optimizer/schedule';
import type { Temperature } from './temperature';

/** What a run does at which step: everything that follows from its configuration and the number of images. */
export interface Plan {
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly learningRateAt: (step: number) => number;
  /** τ and k after so many steps. */
  readonly momentAt: (step: number, temperature: Pick<Temperature, 'at'>) => Moment;
  /** Whether the model is measured after so many steps: always after the last one. */
  readonly isMeasured: (step: number) => boolean;
  /** Whether a checkpoint to resume from is written after so many steps. */
  readonly isCheckpointDue: (step: number) => boolean;
  /** Whether a checkpoint is kept for later evaluation after so many steps. */
  readonly isKept: (step: number) => boolean;
}

/**
 * The last images of an epoch that fill no batch are left out, as is usual.
 * @param trainImages  that the encoder learns from
 */
export function planOf(config: RunConfig, trainImages: number): Plan {
  const batchSize = config['training.batchSize'];
  const stepsPerEpoch = Math.floor(trainImages / batchSize);
  const totalSteps = stepsPerEpoch * config['training.epochs'];
  const hard = hardNegatives(config, trainImages);
  const available = negativesPerAnchor(config, trainImages);
  const isEpoch = (step: number, every: number): boolean =>
    every > 0 && step % stepsPerEpoch === 0 && (step / stepsPerEpoch) % every === 0;
  return {
    batchSize,
    stepsPerEpoch,
    totalSteps,
    learningRateAt: (step) => learningRateAt(step, { totalSteps, stepsPerEpoch }, config),
    momentAt: (step, temperature) => ({
      temperature: temperature.at(step / stepsPerEpoch),
      hardest: hard ? hardestAt(step / totalSteps, config, hard) : available,
    }),
    isMeasured: (step) => step === totalSteps || isEpoch(step, config['training.measureEvery']),
    isCheckpointDue: (step) => step === totalSteps || isEpoch(step, config['training.checkpointEvery']),
    isKept: (step) => isEpoch(step, config['training.keepEvery']),
  };
}
