/** What is known of the penalties of a configuration before anything is trained: pure. */

import { isRelevant, type RunConfig } from '#shared/config/fields';

/** Losses in which no τ is set. */
export type LossWithoutTemperature =
  'simple' | 'hard-simple' | 'triplet-limit' | 'align-uniform' | 'entropy-targeted';

export const withoutTemperature = (config: RunConfig): LossWithoutTemperature | null =>
  isRelevant('loss.temperature', config) ? null : (config['loss.kind'] as LossWithoutTemperature);

/**
 * The temperature at which Eq 5 gives the penalties of this loss, or null where they have another shape.
 * On the sphere exp(-t d²) = exp(-2t) exp(2t s), so alignment and uniformity weigh negatives as τ = 1/(2t) does.
 */
export function penaltyTemperature(config: RunConfig): number | null {
  if (config['loss.kind'] === 'align-uniform') return 1 / (2 * config['loss.uniformityScale']);
  if (!isRelevant('loss.temperature', config)) return null;
  const hasOwnWeights = config['loss.kind'] === 'reweighted-hard' && config['loss.concentration'] > 0;
  return hasOwnWeights ? null : config['loss.temperature'];
}

/**
 * How many of the negatives count where no temperature says so, or null where that is not known.
 *
 * @param kept  negatives that the loss takes
 */
export function effectiveWithoutTemperature(config: RunConfig, kept: number): number | null {
  switch (withoutTemperature(config)) {
    case 'simple':
    case 'hard-simple':
      return kept;
    case 'triplet-limit':
      return 1;
    case 'entropy-targeted':
      return kept ** config['loss.entropyTarget'];
    default:
      return null;
  }
}
