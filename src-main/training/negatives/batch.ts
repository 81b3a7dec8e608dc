/**
 * Negatives from the batch: two views an image, the positive of a view is the other view of its image,
 * its negatives are all other views. Chen et al. 2020 (SimCLR), arXiv:2002.05709, section 2.1 and Eq 1.
 */

import { tf } from '../tf';
import type { NegativeSource } from './source';

const column = (vector: tf.Tensor1D): tf.Tensor2D => tf.reshape(vector, [-1, 1]);

/** The other view's row in place of each row: halves swapped. */
function otherViews<T extends tf.Tensor>(rows: T): T {
  const [first, second] = tf.split(rows, 2, 0) as [tf.Tensor, tf.Tensor];
  return tf.concat([second, first], 0) as T;
}

/** -∞ for each view itself and for its positive, 0 elsewhere: f32[M, M]. Made of constants, not of 0 · ∞. */
function exclusions(views: number): tf.Tensor2D {
  const half = views / 2;
  const mask = new Float32Array(views * views);
  for (let i = 0; i < views; i++) {
    mask[i * views + i] = -Infinity;
    mask[i * views + ((i + half) % views)] = -Infinity;
  }
  return tf.tensor2d(mask, [views, views]);
}

/** @param batchSize  images, at least 2; a batch of another size is refused by its shape */
export function batchNegatives(batchSize: number): NegativeSource {
  const excluded = tf.keep(exclusions(2 * batchSize));

  return {
    viewsPerImage: 2,
    state: {},
    shown: (views) => tf.clone(views),

    compare: (embeddings) =>
      tf.tidy(() => ({
        positives: tf.sum(tf.mul(embeddings, otherViews(embeddings)), 1) as tf.Tensor1D,
        negatives: tf.add(tf.matMul(embeddings, embeddings, false, true), excluded) as tf.Tensor2D,
      })),

    // Both ends of each similarity are embeddings of this batch, so each similarity pushes and pulls at two rows.
    gradient: (embeddings, _images, { pull, push, penalties }) =>
      tf.tidy(() => {
        const forces = tf.mul(column(push), penalties) as tf.Tensor2D;
        const away = tf.add(tf.matMul(forces, embeddings), tf.matMul(forces, embeddings, true, false));
        const towards = tf.mul(column(tf.add(pull, otherViews(pull))), otherViews(embeddings));
        return tf.div(tf.sub(away, towards), 2 * batchSize);
      }),

    remember: () => undefined,
    dispose: () => excluded.dispose(),
  };
}
