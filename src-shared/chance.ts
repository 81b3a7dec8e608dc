/** The loss of an encoder that tells nothing apart: the line that a loss curve starts near and has to leave. */

import type { RunConfig } from './config/fields';
import { hardNegatives, negativesPerAnchor } from './config/hard-negatives';
import { hardestAt } from './config/schedule';

/**
 * Loss of an anchor whose n negatives are all as near as its positive, for the losses that are a logarithm.
 *
 *   log(1 + n)                 with the positive in the denominator (Wang & Liu 2020, arXiv:2012.09740, Eq 1)
 *   log n                      without it, as in the decoupled losses
 *   (1 + 1/n) log(1 + n)       for MACL, which weighs by 1/(1 - P_ii)
 *
 * It does not depend on τ. With the memory bank 1 + n is N, the number of its entries; a hard loss has n = k.
 *
 * @param images  that the encoder learns from
 * @param progress  share of all steps taken, in [0, 1]; matters while k is warmed up
 * @returns  in nats, or null for the losses that are not a logarithm
 */
export function chanceLoss(config: RunConfig, images: number, progress = 1): number | null {
  const hard = hardNegatives(config, images);
  const n = hard ? hardestAt(progress, config, hard) : negativesPerAnchor(config, images);
  switch (config['loss.kind']) {
    case 'contrastive':
    case 'hard-contrastive':
    case 'debiased':
    case 'reweighted-hard':
    case 'dual-temperature':
    case 'entropy-targeted':
      return Math.log1p(n);
    case 'decoupled':
    case 'decoupled-weighted':
      return Math.log(n);
    case 'macl':
      return (1 + 1 / n) * Math.log1p(n);
    case 'simple':
    case 'hard-simple':
    case 'triplet-limit':
    case 'align-uniform':
      return null;
  }
}
