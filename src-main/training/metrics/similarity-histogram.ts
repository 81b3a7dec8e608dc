import type { SimilarityHistogram } from '#shared/detail';
import { tf } from '../tf';
import { binCount, binEdges, binsOf } from './bins';
import { sumOverAnchors, type ViewPairs } from './pairs';

/**
 * How the similarities s_ij of all ordered pairs of a first and a second view are spread, in 80 bins: of one image (N
 * pairs), of different images of one class, and of different classes.
 *
 * The picture behind alignment and tolerance, which are 2 minus twice the mean of the first, and the mean of the second.
 *
 * @returns  counts; exact, since no block has 2^24 pairs
 */
export function similarityHistogram(pairs: ViewPairs): SimilarityHistogram {
  const counts = sumOverAnchors(pairs, ({ all, isOwn, isSameClass }) => {
    const group = tf.where(isOwn, 0, tf.where(isSameClass, binCount, 2 * binCount));
    const places = tf.add(binsOf(all), tf.cast(group, 'int32'));
    return tf.bincount(tf.reshape(places, [-1]) as tf.Tensor1D, tf.tensor1d([]), 3 * binCount) as tf.Tensor1D;
  });
  const [positive, sameClass, otherClass] = [0, 1, 2].map((group) =>
    counts.slice(group * binCount, (group + 1) * binCount),
  ) as [number[], number[], number[]];
  return { edges: binEdges, positive, sameClass, otherClass };
}
