import { tf } from '../tf';

/** Rows compared with all others at once: bounds the memory to a block of this height. */
const blockRows = 1000;

/** The paper does not give its t; its numbers fit 2, and Wang & Isola use 2. */
export const defaultT = 2;

/**
 * Uniformity, larger is more uniform.
 *
 *   -L_uniformity = -log mean_{i≠j} exp(-t ‖x_i - x_j‖²)
 *
 * Wang & Isola 2020, arXiv:2005.10242, section 4.1.2; Wang & Liu 2020, arXiv:2012.09740, Eq 10. Over ordered pairs of different rows, exactly, in O(N² D).
 *
 * @param embeddings  f32[N, D], unit rows, N ≥ 2
 * @param t  > 0
 * @returns  in [0, 4t]
 */
export function uniformity(embeddings: tf.Tensor2D, t: number = defaultT): number {
  const count = embeddings.shape[0];
  let sum = 0;
  for (let start = 0; start < count; start += blockRows) {
    const rows = Math.min(blockRows, count - start);
    sum += blockSum(embeddings, start, rows, t);
  }
  return -Math.log(sum / (count * (count - 1)));
}

/** Σ exp(-t ‖x_i - x_j‖²) over the block's rows i and all j ≠ i; for unit rows the distance is 2 - 2 x_i·x_j. */
function blockSum(embeddings: tf.Tensor2D, start: number, rows: number, t: number): number {
  return tf.tidy(() => {
    const block = tf.slice(embeddings, [start, 0], [rows, -1]);
    const all = tf.exp(tf.mul(tf.sub(tf.matMul(block, embeddings, false, true), 1), 2 * t));
    const own = tf.reshape(tf.range(0, rows, 1, 'int32'), [-1, 1]);
    const diagonal = tf.concat([own, tf.add(own, tf.scalar(start, 'int32'))], 1);
    const without = tf.tensorScatterUpdate(all, diagonal, tf.zeros([rows]));
    return tf.sum(tf.sum(without, 1)).dataSync()[0] ?? Number.NaN;
  });
}
