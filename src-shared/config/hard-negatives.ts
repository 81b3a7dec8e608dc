/** Hard negatives as a number k and as a share α of all negatives (Wang & Liu 2020, Eq 8): each gives the other. */

import type { DatasetInfo } from '../dataset';
import { isRelevant, type RunConfig } from './fields';
import type { SplitCounts } from './selection';

/** What a configuration needs to know of the dataset. */
export interface ConfigContext {
  readonly splits: SplitCounts;
  /** Side of the square images in pixels. */
  readonly side: number;
}

export const contextOf = ({ splits, image }: Pick<DatasetInfo, 'splits' | 'image'>): ConfigContext => ({
  splits,
  side: image[0],
});

/**
 * Negatives of one anchor: the rest of the bank, the queue, or the other views of the batch without the positive.
 * @param images  that the encoder learns from
 */
export function negativesPerAnchor(config: RunConfig, images: number): number {
  switch (config['negatives.source']) {
    case 'batch':
      return 2 * config['training.batchSize'] - 2;
    case 'memory-bank':
      return images - 1;
    case 'momentum-queue':
      return config['negatives.queueSize'];
  }
}

/**
 * The share of nearest negatives that false negatives are looked for among: what a hard loss keeps, and for the others
 * what the fields of a hard loss say, so that the runs of a study over losses compare.
 *
 * @param hardest  k of the step, where the loss is hard
 * @returns  in (0, 1]
 */
export function nearestShare(config: RunConfig, images: number, hardest: number): number {
  const available = negativesPerAnchor(config, images);
  if (hardNegatives(config, images)) return Math.min(1, hardest / available);
  if (config['negatives.selectBy'] === 'share') return config['negatives.hardestShare'];
  return Math.min(1, config['negatives.hardest'] / available);
}

export interface HardNegatives {
  /** How many nearest negatives of each anchor count. */
  readonly k: number;
  /** The same as a share of `available`. */
  readonly alpha: number;
  /** Negatives that an anchor has. */
  readonly available: number;
}

/**
 * What a hard loss keeps, or null where the loss keeps all.
 * @param images  that the encoder learns from
 */
export function hardNegatives(config: RunConfig, images: number): HardNegatives | null {
  const available = negativesPerAnchor(config, images);
  if (isRelevant('negatives.hardest', config)) {
    const k = config['negatives.hardest'];
    return { k, alpha: k / available, available };
  }
  if (!isRelevant('negatives.hardestShare', config)) return null;
  const alpha = config['negatives.hardestShare'];
  return { k: Math.max(1, Math.round(alpha * available)), alpha, available };
}
