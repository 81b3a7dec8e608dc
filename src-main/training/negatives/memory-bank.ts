/**
 * The memory bank: a moving average of the embedding of every training image, one view an image.
 *
 *   g(x_j) = v_j,   v_i ← normalise(m v_i + (1 - m) f(x_i)) after each step
 *
 * Wu et al. 2018, arXiv:1805.01978, section 3.3; Wang & Liu 2020, arXiv:2012.09740, section 5.1. The positive of an
 * anchor is its own entry; the negatives are all others.
 */

import { tf } from '../tf';
import { unitRows } from '../unit-rows';
import type { NegativeSource } from './source';

const column = (vector: tf.Tensor1D): tf.Tensor2D => tf.reshape(vector, [-1, 1]);

/** i32[B, 2]: the position of each anchor's own entry among its similarities. */
const ownEntries = (images: tf.Tensor1D): tf.Tensor2D =>
  tf.stack([tf.range(0, images.size, 1, 'int32'), images], 1) as tf.Tensor2D;

/**
 * @param initial  f32[N, D], unit rows; taken over
 * @param momentum  m in [0, 1)
 */
export function memoryBank(initial: tf.Tensor2D, momentum: number): NegativeSource {
  const bank = tf.variable(initial, false, undefined);
  initial.dispose();

  const entries = (images: tf.Tensor1D): tf.Tensor2D => tf.gather(bank as unknown as tf.Tensor2D, images);

  return {
    viewsPerImage: 1,
    dispose: () => bank.dispose(),
    state: { 'negatives.bank': bank },
    shown: (views) => tf.clone(views),

    compare: (embeddings, images) =>
      tf.tidy(() => {
        const all = tf.matMul(embeddings, bank as unknown as tf.Tensor2D, false, true);
        const own = ownEntries(images);
        const positives = tf.gatherND(all, own) as tf.Tensor1D;
        const negatives = tf.tensorScatterUpdate(all, own, tf.fill([images.size], -Infinity)) as tf.Tensor2D;
        return { positives, negatives };
      }),

    gradient: (_embeddings, images, { pull, push, penalties }) =>
      tf.tidy(() => {
        const away = tf.mul(column(push), tf.matMul(penalties, bank as unknown as tf.Tensor2D));
        const towards = tf.mul(column(pull), entries(images));
        return tf.div(tf.sub(away, towards), images.size);
      }),

    remember: (embeddings, images) =>
      tf.tidy(() => {
        const mixed: tf.Tensor2D = tf.add(
          tf.mul(entries(images), momentum),
          tf.mul(embeddings, 1 - momentum),
        );
        const rows = unitRows(mixed);
        bank.assign(tf.tensorScatterUpdate(bank, tf.reshape(images, [-1, 1]), rows));
      }),
  };
}
