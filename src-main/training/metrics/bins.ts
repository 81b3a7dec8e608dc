/** Equal bins of similarity from -1 to 1. */

import { tf } from '../tf';

export const binCount = 80;

/** One more than there are bins, from -1 to 1. */
export const binEdges: readonly number[] = Array.from(
  { length: binCount + 1 },
  (_, i) => (i - binCount / 2) / (binCount / 2),
);

/**
 * i32 of the same shape: the bin of each similarity. Rounding takes some a little beyond 1: those are in the last; what is
 * no number, of a model that has failed, is in the first.
 */
export const binsOf = (similarities: tf.Tensor2D): tf.Tensor2D => {
  const places = tf.floor(tf.mul(tf.add(similarities, 1), binCount / 2));
  const known = tf.where(tf.isNaN(similarities), tf.zerosLike(places), places);
  return tf.cast(tf.clipByValue(known, 0, binCount - 1), 'int32') as tf.Tensor2D;
};
