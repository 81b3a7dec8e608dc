import type { NearestNegatives } from '#shared/detail';
import { tf } from '../tf';
import { countPairs, sumOverAnchors, type ViewPairs } from './pairs';
import { rounded } from './rounded';

/** As many as Figure 8 shows. */
const mostNearest = 10;

/**
 * The positive and the ten nearest negatives of each anchor, from near to far, and how many of them are of its own class:
 * means over the anchors.
 *
 *   nearest_m = mean_i s_i(m),   s_i(m) the m-th greatest of s_ij, j ≠ i
 *
 * Wang & Liu 2020, arXiv:2012.09740, Figure 8.
 *
 * @returns  similarities in [-1, 1], shares in [0, 1]; as many as there are negatives where those are fewer than ten
 */
export function nearestNegatives(pairs: ViewPairs): NearestNegatives {
  const count = countPairs(pairs);
  const nearest = Math.min(mostNearest, count - 1);
  const sums = sumOverAnchors(pairs, ({ positives, negatives, isSameClass }) => {
    const positive = tf.expandDims(tf.sum(positives), 0) as tf.Tensor1D;
    if (nearest === 0) return positive;
    const { values, indices } = tf.topk(negatives, nearest);
    const same = tf.gather(tf.cast(isSameClass, 'float32'), indices as tf.Tensor2D, 1, 1);
    return tf.concat([positive, tf.sum(values, 0) as tf.Tensor1D, tf.sum(same, 0) as tf.Tensor1D]);
  });
  const means = sums.map((sum) => rounded(sum / count));
  return {
    positive: means[0] ?? Number.NaN,
    nearest: means.slice(1, nearest + 1),
    sameClass: means.slice(nearest + 1),
  };
}
