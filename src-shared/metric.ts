/** What is measured, and how each measure reads. Stored values are plain: fractions of 1, nats, seconds. */

export interface MetricInfo {
  /** `percent` is a fraction of 1 shown in percent with two decimals. */
  readonly format: 'percent' | 'three-decimals' | 'four-decimals' | 'rate';
  readonly better: 'higher' | 'lower' | 'neither';
  /** How often a point is recorded. */
  readonly every: 'step' | 'epoch' | 'run';
}

export const metrics = {
  /** Mean loss over the anchors of one batch. */
  loss: { format: 'four-decimals', better: 'lower', every: 'step' },
  learningRate: { format: 'four-decimals', better: 'neither', every: 'step' },
  /** τ of the step; recorded where it changes over the run. */
  temperature: { format: 'four-decimals', better: 'neither', every: 'step' },
  /** Length of the gradient over all parameters, before clipping. */
  gradientNorm: { format: 'four-decimals', better: 'neither', every: 'step' },
  /** -log mean exp(-t |x - y|²) over pairs of different test images (Eq 10): larger is more uniform. */
  uniformity: { format: 'three-decimals', better: 'higher', every: 'epoch' },
  /** Mean similarity of pairs of different test images of one class (Eq 11 as a conditional mean). */
  tolerance: { format: 'three-decimals', better: 'neither', every: 'epoch' },
  /** Mean squared distance of two random views of one test image (Wang & Isola 2020): smaller is more aligned. */
  alignment: { format: 'three-decimals', better: 'lower', every: 'epoch' },
  /** Mean entropy of the relative penalties as a share of its greatest value, in [0, 1]. */
  penaltyEntropy: { format: 'three-decimals', better: 'neither', every: 'epoch' },
  /** Mean share of negatives that carry the penalty: exp(entropy) / number. */
  effectiveNegatives: { format: 'percent', better: 'neither', every: 'epoch' },
  /** Share of same-class images among the nearest negatives. */
  falseNegatives: { format: 'percent', better: 'lower', every: 'epoch' },
  /** exp of the entropy of the normalised singular values of the test embeddings (Roy & Vetterli 2007). */
  effectiveRank: { format: 'three-decimals', better: 'higher', every: 'epoch' },
  /** Weighted kNN accuracy on the test images. */
  knnAccuracy: { format: 'percent', better: 'higher', every: 'epoch' },
  /** Accuracy of a linear classifier on frozen features, on the test images, after its last epoch. */
  linearAccuracy: { format: 'percent', better: 'higher', every: 'run' },
  /** The best such accuracy over the epochs of the classifier: chosen on the test images, so never below the last. */
  linearAccuracyBest: { format: 'percent', better: 'higher', every: 'run' },
  imagesPerSecond: { format: 'rate', better: 'higher', every: 'epoch' },
} as const satisfies Record<string, MetricInfo>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as readonly MetricName[];

export const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);

export const metricInfo = (name: MetricName): MetricInfo => metrics[name];

/** The last value of each measure that a run has. */
export type FinalMetrics = Partial<Record<MetricName, number>>;

export interface BestValue {
  readonly value: number;
  readonly step: number;
}

/** The best value of each measure that a run has and of which more or less is better. */
export type BestMetrics = Partial<Record<MetricName, BestValue>>;

export interface MetricPoint {
  readonly metric: MetricName;
  /** Optimiser steps taken before the value was measured. */
  readonly step: number;
  readonly value: number;
}
