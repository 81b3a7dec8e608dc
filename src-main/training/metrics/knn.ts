import { tf } from '../tf';

/** Queries voted on at once: bounds the memory to blocks of this height. */
const blockRows = 256;

export interface KnnSettings {
  readonly neighbours: number;
  /** A neighbour votes with exp(similarity / temperature). */
  readonly temperature: number;
  readonly classes: number;
}

/**
 * Weighted votes of the nearest neighbours for each class.
 *
 *   w_c = Σ_{k nearest} exp(s_k / τ) · 1{l_k = c}
 *
 * Wu et al. 2018, arXiv:1805.01978, section 3.4.
 *
 * @param queries  f32[Q, D], unit rows
 * @param bank  f32[N, D], unit rows
 * @param labels  i32[N], in [0, classes)
 * @returns  f32[Q, classes]; caller disposes
 */
export function knnVotes(
  queries: tf.Tensor2D,
  bank: tf.Tensor2D,
  labels: tf.Tensor1D,
  settings: KnnSettings,
): tf.Tensor2D {
  const { neighbours, temperature, classes } = settings;
  return tf.tidy(() => {
    const { values, indices } = tf.topk(
      tf.matMul(queries, bank, false, true),
      Math.min(neighbours, bank.shape[0]),
    );
    const votes = tf.expandDims(tf.exp(tf.div(values, temperature)), 2);
    const classOfVotes = tf.oneHot(tf.gather(labels, indices as tf.Tensor2D), classes);
    return tf.sum(tf.mul(tf.cast(classOfVotes, 'float32'), votes), 1) as tf.Tensor2D;
  });
}

/** Labelled unit rows. */
export interface Labelled {
  /** f32[N, D]. */
  readonly rows: tf.Tensor2D;
  /** i32[N]. */
  readonly labels: tf.Tensor1D;
}

/** Share of the queries whose most voted class is their own, in [0, 1]; a tie goes to the lower class. */
export function knnAccuracy(queries: Labelled, bank: Labelled, settings: KnnSettings): number {
  const count = queries.rows.shape[0];
  let right = 0;
  for (let start = 0; start < count; start += blockRows) {
    const rows = Math.min(blockRows, count - start);
    right += tf.tidy(() => {
      const votes = knnVotes(
        tf.slice(queries.rows, [start, 0], [rows, -1]),
        bank.rows,
        bank.labels,
        settings,
      );
      const hits = tf.equal(tf.argMax(votes, 1), tf.slice(queries.labels, start, rows));
      return tf.sum(tf.cast(hits, 'int32')).dataSync()[0] ?? 0;
    });
  }
  return right / count;
}
