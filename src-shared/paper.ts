/**
 * The published numbers: Table 1 of Wang & Liu, Understanding the Behaviour of Contrastive Loss (arXiv:2012.09740),
 * and the temperatures that the first author's repository adds on CIFAR-100. Fractions of 1 where the paper has percent,
 * as everywhere in Tau Lab. The paper gives single numbers without a spread.
 */

import { presetConfig, type PresetName } from './config/presets';
import type { RunConfig } from './config/fields';
import type { MetricName } from './metric';

export type PaperDatasetId = 'cifar10' | 'cifar100' | 'svhn' | 'imagenet100';

export interface PaperDataset {
  readonly id: PaperDatasetId;
  readonly name: string;
  readonly classes: number;
  /** Side of its square images in pixels. */
  readonly side: number;
  /** Settings of section 4 for this dataset. */
  readonly preset: PresetName;
  /** α of the hard losses as printed; the code keeps k = 4095 everywhere. */
  readonly alpha: number;
}

export const paperDatasets: readonly PaperDataset[] = [
  { id: 'cifar10', name: 'CIFAR-10', classes: 10, side: 32, preset: 'paper-cifar10', alpha: 0.0819 },
  { id: 'cifar100', name: 'CIFAR-100', classes: 100, side: 32, preset: 'paper-cifar100', alpha: 0.0819 },
  { id: 'svhn', name: 'SVHN', classes: 10, side: 32, preset: 'paper-svhn', alpha: 0.0315 },
  {
    id: 'imagenet100',
    name: 'ImageNet-100',
    classes: 100,
    side: 224,
    preset: 'paper-imagenet100',
    alpha: 0.034,
  },
];

export const paperDataset = (id: PaperDatasetId): PaperDataset =>
  paperDatasets.find((dataset) => dataset.id === id) as PaperDataset;

export type PaperLoss = 'contrastive' | 'simple' | 'hard-contrastive' | 'hard-simple';

/** A column of Table 1. */
export interface PaperColumn {
  readonly loss: PaperLoss;
  /** Null where the loss has none. */
  readonly temperature: number | null;
}

const temperatures = [0.07, 0.3, 0.7, 1] as const;

const withTemperatures = (loss: PaperLoss): readonly PaperColumn[] =>
  temperatures.map((temperature) => ({ loss, temperature }));

/** In the order of Table 1. */
export const paperColumns: readonly PaperColumn[] = [
  ...withTemperatures('contrastive'),
  { loss: 'simple', temperature: null },
  ...withTemperatures('hard-contrastive'),
  { loss: 'hard-simple', temperature: null },
];

export type PaperMetric = Extract<MetricName, 'linearAccuracy' | 'uniformity' | 'tolerance'>;

export const paperMetrics: readonly PaperMetric[] = ['linearAccuracy', 'uniformity', 'tolerance'];

/** As printed: accuracy in percent, -L_uniformity at t = 2, tolerance; in the order of the columns. */
const printed: Readonly<Record<PaperDatasetId, Readonly<Record<PaperMetric, readonly number[]>>>> = {
  cifar10: {
    linearAccuracy: [79.75, 83.27, 82.69, 82.21, 74.83, 79.2, 83.63, 84.19, 84.19, 84.84],
    uniformity: [3.86, 3.6, 3.17, 2.96, 1.68, 3.88, 3.89, 3.87, 3.86, 3.85],
    tolerance: [0.04, 0.178, 0.333, 0.372, 0.61, 0.034, 0.0267, 0.03, 0.03, 0.03],
  },
  cifar100: {
    linearAccuracy: [51.82, 56.44, 50.99, 48.33, 39.31, 50.77, 56.55, 57.54, 56.77, 55.71],
    uniformity: [3.86, 3.6, 3.18, 2.96, 2.12, 3.87, 3.88, 3.87, 3.86, 3.86],
    tolerance: [0.1, 0.269, 0.331, 0.343, 0.39, 0.088, 0.124, 0.158, 0.172, 0.174],
  },
  svhn: {
    linearAccuracy: [92.55, 95.47, 94.17, 92.07, 70.83, 91.82, 94.79, 95.02, 95.26, 94.99],
    uniformity: [3.88, 3.65, 3.27, 3.05, 1.5, 3.89, 3.91, 3.9, 3.88, 3.85],
    tolerance: [0.032, 0.137, 0.186, 0.197, 0.074, 0.025, 0.021, 0.021, 0.023, 0.026],
  },
  imagenet100: {
    linearAccuracy: [71.53, 75.1, 69.03, 63.57, 48.09, 68.33, 74.21, 74.7, 74.28, 74.31],
    uniformity: [3.917, 3.693, 3.323, 3.08, 1.742, 3.929, 3.932, 3.927, 3.923, 3.917],
    tolerance: [0.093, 0.38, 0.427, 0.456, 0.528, 0.067, 0.096, 0.121, 0.134, 0.157],
  },
};

/** Percent of CIFAR-100 at temperatures that Table 1 leaves out, from the README of the first author's repository. */
const repositoryCifar100: readonly (readonly [temperature: number, percent: number])[] = [
  [0.05, 49.8],
  [0.1, 52.46],
  [0.2, 56.05],
  [0.4, 55.47],
  [0.5, 54.17],
  [0.6, 53.05],
  [0.8, 50.08],
];

/** One published number. */
export interface PaperPoint extends PaperColumn {
  readonly dataset: PaperDatasetId;
  readonly metric: PaperMetric;
  /** Accuracy as a fraction of 1. */
  readonly value: number;
  readonly source: 'table-1' | 'repository';
}

/** Divides as written: 0.7975 rather than 0.7975000000000001. */
const plain = (metric: PaperMetric, value: number): number =>
  metric === 'linearAccuracy' ? Number((value / 100).toPrecision(6)) : value;

/** Every published number of one measure on one dataset: Table 1 by columns, then the repository's by τ. */
export function paperPoints(dataset: PaperDatasetId, metric: PaperMetric): readonly PaperPoint[] {
  const table = paperColumns.map((column, i): PaperPoint => ({
    ...column,
    dataset,
    metric,
    value: plain(metric, printed[dataset][metric][i] as number),
    source: 'table-1',
  }));
  if (dataset !== 'cifar100' || metric !== 'linearAccuracy') return table;
  const added = repositoryCifar100.map(([temperature, percent]): PaperPoint => ({
    loss: 'contrastive',
    temperature,
    dataset,
    metric,
    value: plain(metric, percent),
    source: 'repository',
  }));
  return [...table, ...added];
}

/**
 * The configuration that reproduces a column on a dataset: the preset of the dataset with loss and τ of the column.
 * Which of the person's datasets to train on is left to the caller, as is the seed.
 */
export const paperConfig = (dataset: PaperDatasetId, { loss, temperature }: PaperColumn): RunConfig => ({
  ...presetConfig(paperDataset(dataset).preset),
  'loss.kind': loss,
  ...(temperature !== null && { 'loss.temperature': temperature }),
});
