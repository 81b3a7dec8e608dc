/** Which of a person's datasets and runs stand beside which published number: pure. */

import { effectiveValue, sameValue } from './config/diff';
import { configPaths, type ConfigPath } from './config/fields';
import { presetConfig } from './config/presets';
import type { DatasetInfo } from './dataset';
import { paperConfig, paperDataset, paperDatasets, type PaperColumn, type PaperDatasetId } from './paper';
import type { RunSummary } from './run';

/** Test images of each; training images vary between the copies of ImageNet-100. */
const testImages: Readonly<Record<PaperDatasetId, number>> = {
  cifar10: 10_000,
  cifar100: 10_000,
  svhn: 26_032,
  imagenet100: 5_000,
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Which dataset of the paper this is, or null. Contents cannot be told by a hash that does not depend on how they were
 * imported, so it is told by its name without regard to case and hyphens, its classes and its test images: a subset or
 * another dataset under that name is not taken for it.
 */
export const matchDataset = (
  dataset: Pick<DatasetInfo, 'name' | 'classes' | 'splits'>,
): PaperDatasetId | null =>
  paperDatasets.find(
    ({ id, classes }) =>
      plain(dataset.name).startsWith(id) &&
      !/^[0-9]/.test(plain(dataset.name).slice(id.length)) &&
      dataset.classes.length === classes &&
      dataset.splits.test.count === testImages[id],
  )?.id ?? null;

/** What may differ without changing what is measured: which copy of the images, the seed, and when a checkpoint is kept. */
const free: ReadonlySet<ConfigPath> = new Set([
  'dataset.id',
  'training.seed',
  'training.checkpointEvery',
  'training.keepEvery',
  'evaluation.knnNeighbours',
  'evaluation.knnTemperature',
]);

export interface CellMatch {
  readonly runs: readonly RunSummary[];
  /** In what they differ from the paper's settings; empty where they are its settings. */
  readonly differs: readonly ConfigPath[];
}

function differences(run: RunSummary, dataset: PaperDatasetId, column: PaperColumn): readonly ConfigPath[] {
  const wanted = paperConfig(dataset, column);
  return configPaths.filter(
    (path) => !free.has(path) && !sameValue(effectiveValue(path, wanted), effectiveValue(path, run.config)),
  );
}

/**
 * The finished runs of a cell: of its dataset, loss and τ, and among those the ones that differ from the paper's
 * settings in the same, fewest fields.
 *
 * @param isOfDataset  whether a dataset of the person's is that of the paper, by id
 */
export function matchCell(
  runs: readonly RunSummary[],
  dataset: PaperDatasetId,
  column: PaperColumn,
  isOfDataset: (id: string) => boolean,
): CellMatch | null {
  const candidates = runs
    .filter(
      ({ config, status }) =>
        status === 'finished' &&
        isOfDataset(config['dataset.id']) &&
        config['loss.kind'] === column.loss &&
        (effectiveValue('loss.temperature', config) ?? null) === column.temperature,
    )
    .map((run) => ({ run, differs: differences(run, dataset, column) }));
  const nearest = [...candidates].sort((a, b) => a.differs.length - b.differs.length)[0];
  if (!nearest) return null;
  const values = ({ config }: RunSummary): string =>
    nearest.differs.map((path) => String(effectiveValue(path, config))).join(' ');
  const same = candidates.filter(
    ({ run, differs }) => differs.join() === nearest.differs.join() && values(run) === values(nearest.run),
  );
  return { runs: same.map(({ run }) => run), differs: nearest.differs };
}

/**
 * Hours that one run of a cell takes here, or null where nothing comparable has been trained: the throughput is that of
 * runs with the same encoder, source of negatives and side of images, whose training it measures and no evaluation.
 */
export function hoursOf(
  runs: readonly RunSummary[],
  dataset: PaperDatasetId,
  trainImages: number,
  sideOf: (id: string) => number | undefined,
): number | null {
  const wanted = presetConfig(paperDataset(dataset).preset);
  const rates = runs.flatMap(({ config, metrics }) =>
    metrics.imagesPerSecond !== undefined &&
    config['encoder.kind'] === wanted['encoder.kind'] &&
    config['negatives.source'] === wanted['negatives.source'] &&
    sideOf(config['dataset.id']) === paperDataset(dataset).side
      ? [metrics.imagesPerSecond]
      : [],
  );
  if (rates.length === 0) return null;
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return (trainImages * wanted['training.epochs']) / mean / 3600;
}
