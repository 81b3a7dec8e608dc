import type { RunConfig } from '#shared/config/fields';

type Settings = Pick<
  RunConfig,
  | 'optimizer.learningRate'
  | 'optimizer.schedule'
  | 'optimizer.warmup'
  | 'optimizer.stepEpochs'
  | 'optimizer.stepFactor'
>;

export interface Horizon {
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

/**
 * Learning rate of one step: linear warm-up times the schedule.
 *
 * The cosine schedule is half a cosine over all steps (Loshchilov & Hutter 2017, arXiv:1608.03983, Eq 5, one period);
 * the step schedule multiplies by the factor once each listed number of epochs is complete.
 *
 * @param step  in [0, totalSteps)
 */
export function learningRateAt(
  step: number,
  { totalSteps, stepsPerEpoch }: Horizon,
  config: Settings,
): number {
  const warmupSteps = Math.round(config['optimizer.warmup'] * totalSteps);
  const warmup = warmupSteps > 0 ? Math.min(1, (step + 1) / warmupSteps) : 1;
  return config['optimizer.learningRate'] * warmup * decay(step);

  function decay(at: number): number {
    switch (config['optimizer.schedule']) {
      case 'constant':
        return 1;
      case 'cosine':
        return 0.5 * (1 + Math.cos((Math.PI * at) / totalSteps));
      case 'step': {
        const passed = config['optimizer.stepEpochs'].filter((epoch) => at >= epoch * stepsPerEpoch).length;
        return config['optimizer.stepFactor'] ** passed;
      }
    }
  }
}
