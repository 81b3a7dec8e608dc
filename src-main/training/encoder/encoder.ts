/** What an encoder is: a list of parameters and a function of them. It holds no state of its own. */

import type { tf } from '../tf';

export interface ParameterShape {
  readonly name: string;
  readonly shape: readonly number[];
  /** Uniform in ± this; or all ones or all zeros. */
  readonly initial: number | 'ones' | 'zeros';
  /** True for weight matrices and filters, false for biases and batch norm. */
  readonly isWeight: boolean;
}

/** Running mean and variance of one batch normalisation, by its name. */
export interface BatchStatistics {
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

export type Weights = Readonly<Record<string, tf.Tensor>>;
export type RunningStatistics = Readonly<Record<string, BatchStatistics>>;

export interface Encoded {
  /** f32[B, F]: pooled features before the head, what accuracies are measured on. */
  readonly features: tf.Tensor2D;
  /** f32[B, D], unit rows: f(x) of the paper. */
  readonly embeddings: tf.Tensor2D;
}

export interface Encoder {
  readonly parameters: readonly ParameterShape[];
  /** Names and channel counts of the batch normalisations. */
  readonly normalisations: readonly { readonly name: string; readonly channels: number }[];
  readonly featureCount: number;
  /**
   * Forward pass with the statistics of the batch.
   *
   * @param onStatistics  takes each normalisation's batch statistics, which are kept: the taker disposes
   */
  readonly train: (
    weights: Weights,
    images: tf.Tensor4D,
    onStatistics: (name: string, statistics: BatchStatistics) => void,
  ) => Encoded;
  /** Forward pass with the running statistics. */
  readonly evaluate: (weights: Weights, running: RunningStatistics, images: tf.Tensor4D) => Encoded;
}
