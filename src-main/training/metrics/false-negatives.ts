import { kernels, tf } from '../tf';
import { countPairs, sumOverAnchors, type ViewPairs } from './pairs';

/**
 * False negatives: the share of images of the anchor's own class among its k nearest negatives. Negatives exactly as
 * near as the k-th all count, as they do for the hard losses.
 *
 *   mean_i  Σ_j kept_ij · 1{l_j = l_i} / Σ_j kept_ij,   kept_ij = 1{j ≠ i, s_ij ≥ s_i(k)}
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 8 for the k nearest. Labels are used here and nowhere in training.
 *
 * @param k  in [1, N - 1]
 * @returns  in [0, 1]; the share of the class among all negatives is what chance gives. NaN where there is no negative
 */
export function falseNegatives(pairs: ViewPairs, k: number): number {
  const count = countPairs(pairs);
  if (count < 2) return Number.NaN;
  const [sum = Number.NaN] = sumOverAnchors(pairs, ({ negatives, isSameClass }) => {
    const isKept = tf.logicalAnd(
      tf.greaterEqual(negatives, kernels().kthGreatest(negatives, k)),
      tf.greater(negatives, -Infinity),
    );
    const isFalse = tf.logicalAnd(isKept, isSameClass);
    const [falses, kept] = [isFalse, isKept].map((is) => tf.sum(tf.cast(is, 'float32'), 1));
    return tf.expandDims(tf.sum(tf.div(falses as tf.Tensor, kept as tf.Tensor)), 0);
  });
  return sum / count;
}
