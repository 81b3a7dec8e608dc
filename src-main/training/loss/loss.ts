/**
 * What every loss here is: the pull on the positive, the push on the negatives, and how the push is shared.
 *
 * For anchor i with the similarity s_ii of its positive and s_ij of its negatives (Wang & Liu 2020,
 * arXiv:2012.09740, section 3):
 *
 *   ∂L/∂s_ii = -pull_i          ∂L/∂s_ij = push_i · r_ij          Σ_j r_ij = 1          L = Σ_i L_i
 *
 * Most losses of an anchor depend on its own similarities alone, so that L may be read as L_i. r is the relative penalty of Eq 5 (Eq 8 for hard losses). So a loss gives its value and its gradient at once,
 * in closed form, and nothing of N columns is ever differentiated by machine.
 */

import type { tf } from '../tf';

export interface Similarities {
  /** f32[M]: of each anchor with its positive, in [-1, 1]. */
  readonly positives: tf.Tensor1D;
  /** f32[M, K]: of each anchor with its negatives, in [-1, 1]; -∞ where a column is no negative of this anchor. */
  readonly negatives: tf.Tensor2D;
}

export interface LossTerms {
  /** f32[M]: L_i. */
  readonly values: tf.Tensor1D;
  /** f32[M]: -∂L/∂s_ii; at least 0, except with weights that push near positives away. */
  readonly pull: tf.Tensor1D;
  /** f32[M]: Σ_j ∂L/∂s_ij, at least 0. */
  readonly push: tf.Tensor1D;
  /** f32[M, K]: r_ij, rows summing to 1, 0 where the similarity is -∞; at least 0, except with differentiated weights. */
  readonly penalties: tf.Tensor2D;
}

/** What of a loss changes from step to step by plan. */
export interface Moment {
  /** τ > 0; losses without a temperature do not look at it. */
  readonly temperature: number;
  /** k in [1, K]: how many nearest negatives a hard loss keeps. */
  readonly hardest: number;
}

/** A loss with its parameters set. Call inside a tidy: intermediate tensors are left to it. */
export type Loss = (similarities: Similarities, moment: Moment) => LossTerms;
