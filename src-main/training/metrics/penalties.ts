import type { PenaltyCurve } from '#shared/detail';
import { tf } from '../tf';
import { binCount, binEdges, binsOf } from './bins';
import { countPairs, sumOverAnchors, type AnchorBlock, type ViewPairs } from './pairs';
import { rounded } from './rounded';

export interface PenaltyMeasures {
  /** Mean of H(r_i) / log n, in [0, 1]. */
  readonly entropy: number;
  /** Mean of exp(H(r_i)) / n, in [1/n, 1]. */
  readonly effective: number;
  readonly curve: PenaltyCurve;
}

/** f32[M, N]: r_ij of the negatives of a block, 0 for the own image, rows summing to 1. */
export type PenaltiesOf = (block: Pick<AnchorBlock, 'positives' | 'negatives'>) => tf.Tensor2D;

/**
 * How a loss shares its push among the n negatives of an anchor.
 *
 *   r_ij = |∂L/∂s_ij| / Σ_k |∂L/∂s_ik|,   H(r_i) = -Σ_j r_ij log r_ij
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 5 and 8, sections 3.1 and 3.2, Figure 3. exp(H) is the number of negatives that
 * would share the push evenly at that entropy; both are given as shares of the greatest value, so that sets of different
 * size compare. The curve has the mean of n r_ij over the pairs of each bin of similarity, 1 where all are pushed alike,
 * and the share of all push that falls into the bin. A loss that pulls far negatives has a negative part of the curve;
 * for the entropy and the number, magnitudes count, scaled to sum to 1.
 *
 * @returns  NaN, and an empty curve, where an anchor has no negative; entropy 1 where it has one
 */
export function measurePenalties(pairs: ViewPairs, penaltiesOf: PenaltiesOf): PenaltyMeasures {
  const count = countPairs(pairs);
  const negatives = count - 1;
  if (negatives < 1) return { entropy: Number.NaN, effective: Number.NaN, curve: curveOf([], [], 1) };
  const sums = sumOverAnchors(pairs, (block) => {
    const penalties = penaltiesOf(block);
    const entropies = entropiesOf(penalties);
    const shares = negatives > 1 ? tf.div(entropies, Math.log(negatives)) : tf.onesLike(entropies);
    const effective = tf.div(tf.exp(entropies), negatives);
    const means = tf.stack([tf.sum(shares), tf.sum(effective)]) as tf.Tensor1D;
    return tf.concat([means, pairsByBin(block), penaltyByBin(block, penalties)]);
  });
  const [entropy = Number.NaN, effective = Number.NaN, ...bins] = sums;
  const curve = curveOf(bins.slice(0, binCount), bins.slice(binCount), count);
  return { entropy: entropy / count, effective: effective / count, curve };
}

/** f32[M]: in nats. */
function entropiesOf(penalties: tf.Tensor2D): tf.Tensor1D {
  const magnitudes = tf.abs(penalties);
  const r = tf.div(magnitudes, tf.sum(magnitudes, 1, true));
  // 0 · log 0 is 0.
  const logs = tf.log(tf.where(tf.greater(r, 0), r, tf.onesLike(r)));
  return tf.neg(tf.sum(tf.mul(r, logs), 1)) as tf.Tensor1D;
}

/** f32[bins]: how many pairs of an anchor and a negative each bin has. */
function pairsByBin({ all, isOwn }: AnchorBlock): tf.Tensor1D {
  const places = tf.where(isOwn, tf.fill(all.shape, binCount, 'int32'), binsOf(all));
  const counts = tf.bincount(tf.reshape(places, [-1]) as tf.Tensor1D, tf.tensor1d([]), binCount + 1);
  return tf.slice(counts as tf.Tensor1D, 0, binCount);
}

/** f32[bins]. Summed by anchor first: one long sum in single precision would lose the small penalties. */
function penaltyByBin({ all }: AnchorBlock, penalties: tf.Tensor2D): tf.Tensor1D {
  const [anchors] = all.shape;
  const offsets = tf.mul(tf.expandDims(tf.range(0, anchors, 1, 'int32'), 1), tf.scalar(binCount, 'int32'));
  const places = tf.reshape(tf.add(binsOf(all), offsets), [-1]) as tf.Tensor1D;
  const sums = tf.unsortedSegmentSum(tf.reshape(penalties, [-1]), places, anchors * binCount);
  return tf.sum(tf.reshape(sums, [anchors, binCount]), 0);
}

/** From the pairs and the penalties of each bin, over so many anchors whose penalties sum to 1 each. */
function curveOf(pairs: readonly number[], penalties: readonly number[], anchors: number): PenaltyCurve {
  const negatives = anchors - 1;
  const penalty = binEdges.slice(1).map((_, bin) => {
    const among = pairs[bin] ?? 0;
    return among > 0 ? rounded(((penalties[bin] ?? 0) * negatives) / among) : null;
  });
  const mass = binEdges.slice(1).map((_, bin) => rounded((penalties[bin] ?? 0) / anchors));
  return { edges: binEdges, penalty, mass };
}
