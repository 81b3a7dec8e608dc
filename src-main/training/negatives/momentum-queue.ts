/**
 * The momentum queue: the latest embeddings of an encoder that slowly follows the trained one, two views an image.
 *
 *   g ← m g + (1 - m) f after each step;   positive: g of the other view;   negatives: the K latest g's of other images
 *
 * He et al. 2020 (MoCo), arXiv:1911.05722, section 3.2 and Algorithm 1. The first views go to the trained encoder and
 * the second ones to the following one. Its batch norm uses the statistics of its own batch; shuffling between
 * devices, which MoCo adds, has no meaning on one device.
 */

import { tf } from '../tf';
import type { NegativeSource } from './source';

/** The encoder g, as far as the queue needs it. */
export interface FollowingEncoder {
  /** f32[B, D], unit rows, kept: the queue disposes. */
  readonly encode: (views: tf.Tensor4D) => tf.Tensor2D;
  /** Moves its weights towards those of the trained encoder. */
  readonly follow: () => void;
  /** State to save and to restore, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  readonly dispose: () => void;
}

const column = (vector: tf.Tensor1D): tf.Tensor2D => tf.reshape(vector, [-1, 1]);

/**
 * @param initial  f32[K, D], unit rows, K at least the batch size; taken over. Random ones stand in until the queue is full
 */
export function momentumQueue(initial: tf.Tensor2D, encoder: FollowingEncoder): NegativeSource {
  const queue = tf.variable(initial, false);
  initial.dispose();
  const rows = queue as unknown as tf.Tensor2D;
  const size = queue.shape[0] ?? 0;
  /** Where the next embedding goes: the oldest one's place. */
  const next = tf.variable(tf.scalar(0), false);
  let keys: tf.Tensor2D | undefined;

  const current = (): tf.Tensor2D => {
    if (!keys) throw new Error('The momentum queue was asked to compare before it had seen the views.');
    return keys;
  };

  return {
    viewsPerImage: 2,
    state: { ...encoder.state, 'negatives.queue': queue, 'negatives.queueNext': next },

    shown: (views) => {
      const [first, second] = tf.split(views, 2, 0) as [tf.Tensor4D, tf.Tensor4D];
      keys?.dispose();
      keys = encoder.encode(second);
      second.dispose();
      return first;
    },

    compare: (embeddings) =>
      tf.tidy(() => ({
        positives: tf.sum(tf.mul(embeddings, current()), 1) as tf.Tensor1D,
        negatives: tf.matMul(embeddings, rows, false, true) as tf.Tensor2D,
      })),

    gradient: (embeddings, _images, { pull, push, penalties }) =>
      tf.tidy(() => {
        const away = tf.mul(column(push), tf.matMul(penalties, rows));
        const towards = tf.mul(column(pull), current());
        return tf.div(tf.sub(away, towards), embeddings.shape[0]);
      }),

    // Places wrap around, so a batch need not divide the queue.
    remember: () => {
      tf.tidy(() => {
        const taken = current();
        const count = taken.shape[0];
        const start = next.dataSync()[0] ?? 0;
        const places = tf.mod(tf.range(start, start + count, 1, 'int32'), tf.scalar(size, 'int32'));
        queue.assign(tf.tensorScatterUpdate(queue, tf.reshape(places, [-1, 1]), taken));
        next.assign(tf.scalar((start + count) % size));
      });
      encoder.follow();
    },

    dispose: () => {
      keys?.dispose();
      tf.dispose([queue, next]);
      encoder.dispose();
    },
  };
}
