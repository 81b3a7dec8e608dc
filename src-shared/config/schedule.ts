/** What changes over a run by plan: the temperature and the number of hard negatives. Pure, so that a form can draw it. */

import type { RunConfig } from './fields';

/** A temperature below it would make similarities of one batch overflow single precision; CLIP clamps at 0.01. */
export const leastTemperature = 0.001;

type TemperatureSettings = Pick<
  RunConfig,
  | 'loss.temperature'
  | 'loss.temperatureSchedule'
  | 'loss.temperatureEnd'
  | 'loss.temperaturePeriod'
  | 'loss.temperatureStepEpochs'
  | 'loss.temperatureStepFactor'
  | 'training.epochs'
>;

/**
 * The planned temperature. Where it is learned, the one that it starts from.
 *
 * Cosine: τ(e) = end + (start - end)/2 · (1 + cos(π e / period)); Kukleva et al. 2023, arXiv:2303.13664, Eq 6, which
 * swings between both for as long as the run goes on.
 *
 * @param epoch  epochs taken, fractions included, at least 0
 * @returns  > 0 for settings that pass the checks
 */
export function temperatureAt(epoch: number, config: TemperatureSettings): number {
  const start = config['loss.temperature'];
  const end = config['loss.temperatureEnd'];
  const period = config['loss.temperaturePeriod'] || config['training.epochs'];
  switch (config['loss.temperatureSchedule']) {
    case 'constant':
    case 'learned':
      return start;
    case 'cosine':
      return end + ((start - end) / 2) * (1 + Math.cos((Math.PI * epoch) / period));
    case 'linear':
      return start + (end - start) * Math.min(1, epoch / period);
    case 'step': {
      const passed = config['loss.temperatureStepEpochs'].filter((limit) => epoch >= limit).length;
      return start * config['loss.temperatureStepFactor'] ** passed;
    }
  }
}

/**
 * How many nearest negatives a hard loss keeps now: over the warm-up k falls geometrically from all negatives.
 *
 * @param progress  share of all steps taken, in [0, 1]
 * @param k  where the warm-up ends, in [1, available]
 * @returns  a whole number in [k, available]
 */
export function hardestAt(
  progress: number,
  config: Pick<RunConfig, 'negatives.hardestWarmup'>,
  { k, available }: { readonly k: number; readonly available: number },
): number {
  const warmup = config['negatives.hardestWarmup'];
  if (progress >= warmup) return k;
  return Math.round(available * (k / available) ** (progress / warmup));
}
