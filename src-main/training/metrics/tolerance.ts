import { tf } from '../tf';

/**
 * Tolerance to semantically similar samples: the mean similarity of two different samples of one class.
 *
 *   T = mean{ x_i · x_j : i ≠ j, l(x_i) = l(x_j) }
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 11, as a mean over pairs of the same class: taken literally over all pairs it
 * could not exceed 1/classes, and Table 1 has 0.61 for ten. In O(N D) from the sums of the classes.
 *
 * @param embeddings  f32[N, D], unit rows
 * @param labels  i32[N], in [0, classes)
 * @returns  in [-1, 1]; NaN where no class has two samples
 */
export function tolerance(embeddings: tf.Tensor2D, labels: tf.Tensor1D, classes: number): number {
  const [similarity, pairs] = tf.tidy(() => {
    const members = tf.cast(tf.oneHot(labels, classes), 'float32') as tf.Tensor2D;
    const sums = tf.matMul(members, embeddings, true, false);
    const counts = tf.sum(members, 0);
    const together = tf.sub(tf.sum(tf.square(sums)), tf.sum(tf.square(embeddings)));
    return [together.dataSync()[0] ?? 0, tf.sum(tf.mul(counts, tf.sub(counts, 1))).dataSync()[0] ?? 0];
  });
  return pairs > 0 ? similarity / pairs : Number.NaN;
}
