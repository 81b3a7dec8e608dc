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
  /** -log mean exp(-2 |x - y|²) over pairs of different test images (Eq 10, t = 2): larger is more uniform. */
  uniformity: { format: 'three-decimals', better: 'higher', every: 'epoch' },
  /** Mean similarity of pairs of different test images of one class (Eq 11 as a conditional mean). */
  tolerance: { format: 'three-decimals', better: 'neither', every: 'epoch' },
  /** Weighted kNN accuracy on the test images. */
  knnAccuracy: { format: 'percent', better: 'higher', every: 'epoch' },
  /** Accuracy of a linear classifier on frozen features, on the test images, after its last epoch. */
  linearAccuracy: { format: 'percent', better: 'higher', every: 'run' },
  imagesPerSecond: { format: 'rate', better: 'higher', every: 'epoch' },
} as const satisfies Record<string, MetricInfo>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as readonly MetricName[];

export const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);

export const metricInfo = (name: MetricName): MetricInfo => metrics[name];

/** The last value of each measure that a run has. */
export type FinalMetrics = Partial<Record<MetricName, number>>;

export interface MetricPoint {
  readonly metric: MetricName;
  /** Optimiser steps taken before the value was measured. */
  readonly step: number;
  readonly value: number;
}
