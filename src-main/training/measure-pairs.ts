/** What the run's own loss meets among views of test images, and how near they are. */

import type { RunConfig } from '#shared/config/fields';
import { isRelevant } from '#shared/config/fields';
import { hardNegatives, nearestShare } from '#shared/config/hard-negatives';
import type { FinalMetrics } from '#shared/metric';
import { protocolEntry, type Protocol } from '#shared/protocol';
import { encodeViews, viewedImages } from './encode-views';
import type { Loss, Moment } from './loss/loss';
import type { MeasuredDetail, MeasureInput, Splits } from './measure';
import { alignment } from './metrics/alignment';
import { falseNegatives } from './metrics/false-negatives';
import { nearestNegatives } from './metrics/nearest-negatives';
import { measurePenalties } from './metrics/penalties';
import { similarityHistogram } from './metrics/similarity-histogram';
import { tf } from './tf';

interface Nearest {
  /** Negatives of an anchor here: the other images that are viewed. */
  readonly negatives: number;
  /** α: what a hard loss keeps of its negatives in training. */
  readonly share: number;
  /** The same share of the negatives here, at least 1. */
  readonly k: number;
  readonly isKept: boolean;
}

/**
 * There are other negatives here than in training, and more or fewer of them: the share is what stays, since it puts the
 * border at the same place among the similarities.
 */
function nearestOf(config: RunConfig, splits: Splits, { hardest }: Moment): Nearest {
  const negatives = viewedImages(splits.test) - 1;
  const share = nearestShare(config, splits.trained, hardest);
  return {
    negatives,
    share,
    k: Math.max(1, Math.round(share * negatives)),
    isKept: hardNegatives(config, splits.trained) !== null,
  };
}

export type MeasurePairsInput = Pick<MeasureInput, 'encode' | 'splits' | 'config' | 'views' | 'moment'> & {
  readonly loss: Loss;
};

/** Needs two test images; of one alone only the alignment is known. */
export function measurePairs(input: MeasurePairsInput): {
  readonly metrics: FinalMetrics;
  readonly details: readonly MeasuredDetail[];
} {
  const { encode, splits, config, views, moment, loss } = input;
  const pairs = encodeViews({ encode, test: splits.test, views, seed: config['training.seed'] });
  try {
    const { negatives, k, isKept } = nearestOf(config, splits, moment);
    if (negatives < 1) return { metrics: { alignment: alignment(pairs) }, details: [] };
    const here = { temperature: moment.temperature, hardest: isKept ? k : negatives };
    const penalties = measurePenalties(pairs, (similarities) => loss(similarities, here).penalties);
    return {
      metrics: {
        alignment: alignment(pairs),
        penaltyEntropy: penalties.entropy,
        effectiveNegatives: penalties.effective,
        falseNegatives: falseNegatives(pairs, k),
      },
      details: [
        { kind: 'similarityHistogram', value: similarityHistogram(pairs) },
        { kind: 'nearestNegatives', value: nearestNegatives(pairs) },
        { kind: 'penaltyCurve', value: penalties.curve },
      ],
    };
  } finally {
    tf.dispose([pairs.first, pairs.second, pairs.labels]);
  }
}

const digits = (value: number): number => Number(value.toPrecision(4));

/** How they were obtained, at τ and k of a step. */
export function pairProtocols(config: RunConfig, splits: Splits, moment: Moment): Protocol {
  const { negatives, share, k, isKept } = nearestOf(config, splits, moment);
  const sample = {
    images: viewedImages(splits.test),
    test: splits.test.count,
    seed: config['training.seed'],
  };
  const views = protocolEntry('views.pairs', sample);
  if (negatives < 1) return { alignment: protocolEntry('views.alignment', sample) };
  // Symbols alone, so that they read the same in every language.
  const setting = [
    `n = ${negatives}`,
    ...(isRelevant('loss.temperature', config) ? [`τ = ${digits(moment.temperature)}`] : []),
    ...(isKept ? [`k = ${k}`, `α = ${digits(share)}`] : []),
  ].join(', ');
  const penalties = protocolEntry('views.penalties', { loss: config['loss.kind'], setting, ...sample });
  const nearest = { k, negatives, share: digits(share), ...sample };
  return {
    alignment: protocolEntry('views.alignment', sample),
    penaltyEntropy: penalties,
    effectiveNegatives: penalties,
    falseNegatives: protocolEntry(isKept ? 'views.false-kept' : 'views.false-nearest', nearest),
    similarityHistogram: views,
    nearestNegatives: views,
    penaltyCurve: penalties,
  };
}
