/**
 * Two random views of each of N images, and how near every first view is to every second one: what a loss compares in
 * training, of images that it never sees.
 *
 *   s_ij = f(first view of i) · f(second view of j)
 *
 * s_ii is the similarity of the positive of anchor i, s_ij with j ≠ i that of its negatives.
 */

import { tf } from '../tf';

export interface ViewPairs {
  /** f32[N, D], unit rows. */
  readonly first: tf.Tensor2D;
  /** f32[N, D], unit rows: of the same images. */
  readonly second: tf.Tensor2D;
  /** i32[N]. */
  readonly labels: tf.Tensor1D;
}

/** Similarities of M anchors with all N second views. */
export interface AnchorBlock {
  /** f32[M, N]. */
  readonly all: tf.Tensor2D;
  /** bool[M, N]: where the second view is of the anchor's own image. */
  readonly isOwn: tf.Tensor2D;
  /** bool[M, N]: where its image has the anchor's label, the own image included. */
  readonly isSameClass: tf.Tensor2D;
  /** f32[M]: of the positives. */
  readonly positives: tf.Tensor1D;
  /** f32[M, N]: of the negatives; -∞ for the own image. */
  readonly negatives: tf.Tensor2D;
}

/** Anchors compared at once: bounds the memory to blocks of this height. */
const blockAnchors = 500;

export const countPairs = ({ labels }: ViewPairs): number => labels.size;

/** Visits all anchors block after block; what a visit makes on the device is disposed, what it returns is not. */
export function overAnchors<T>(pairs: ViewPairs, visit: (block: AnchorBlock) => T): readonly T[] {
  const count = countPairs(pairs);
  const results: T[] = [];
  for (let start = 0; start < count; start += blockAnchors) {
    const rows = Math.min(blockAnchors, count - start);
    tf.tidy(() => void results.push(visit(blockOf(pairs, start, rows))));
  }
  return results;
}

function blockOf({ first, second, labels }: ViewPairs, start: number, rows: number): AnchorBlock {
  const column = (vector: tf.Tensor1D): tf.Tensor2D => tf.expandDims(vector, 1) as tf.Tensor2D;
  const anchors: tf.Tensor2D = tf.slice(first, [start, 0], [rows, -1]);
  const all: tf.Tensor2D = tf.matMul(anchors, second, false, true);
  const numbers = tf.range(0, labels.size, 1, 'int32');
  const isOwn: tf.Tensor2D = tf.equal(column(tf.slice(numbers, start, rows)), numbers);
  return {
    all,
    isOwn,
    isSameClass: tf.equal(column(tf.slice(labels, start, rows)), labels),
    positives: tf.sum(tf.mul(anchors, tf.slice(second, [start, 0], [rows, -1])), 1),
    negatives: tf.where(isOwn, -Infinity, all),
  };
}

/** The sum over all anchors of columns that each block sums over its own: f32[C] to C numbers. */
export function sumOverAnchors(
  pairs: ViewPairs,
  sums: (block: AnchorBlock) => tf.Tensor1D,
): readonly number[] {
  const blocks = overAnchors(pairs, (block) => sums(block).arraySync());
  const [first = []] = blocks;
  return first.map((_, i) => blocks.reduce((sum, block) => sum + (block[i] ?? 0), 0));
}
