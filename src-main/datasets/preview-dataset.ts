/** Tells what would be imported; nothing is written. */

import type { DatasetPreview, SampleImages } from '#shared/dataset';
import type { AppError } from '#shared/result';
import { nameOfPaths } from './dataset-name';
import { openSource, type ImportSource, type OpenSource } from './import-source';
import { countPlanned, needsHoldout } from './plan-splits';

const maxSamples = 40;

/** Indices of the first training images of each class, as many of each as there is room for. */
function chooseSamples(labels: Int32Array | null, count: number, classCount: number): ReadonlySet<number> {
  const perClass = Math.max(1, Math.floor(maxSamples / Math.max(1, classCount)));
  const taken = new Map<number, number>();
  const chosen = new Set<number>();
  for (let i = 0; i < count && chosen.size < maxSamples; i += 1) {
    const label = labels?.[i] ?? 0;
    const before = taken.get(label) ?? 0;
    if (before >= perClass) continue;
    taken.set(label, before + 1);
    chosen.add(i);
  }
  return chosen;
}

async function readSampleImages(
  { dataset, side }: OpenSource,
  signal: AbortSignal,
  warnings: AppError[],
): Promise<SampleImages> {
  const { labels, count } = dataset.splits.train;
  const chosen = chooseSamples(labels, count, dataset.classes.length);
  const last = Math.max(...chosen);
  const imageBytes = side * side * 3;
  const images: { readonly label: number; readonly pixels: Uint8Array }[] = [];
  const blocks = dataset.blocks({
    signal,
    side,
    isWanted: (split, index) => split === 'train' && chosen.has(index),
    onWarning: (warning) => warnings.push(warning),
  });
  for await (const { split, indices, pixels } of blocks) {
    if (split !== 'train') continue;
    indices.forEach((index, at) => {
      if (!chosen.has(index)) return;
      const image = pixels.slice(at * imageBytes, (at + 1) * imageBytes);
      images.push({ label: labels?.[index] ?? -1, pixels: image });
    });
    if ((indices.at(-1) ?? 0) >= last) break;
  }
  images.sort((a, b) => a.label - b.label);
  return {
    height: side,
    width: side,
    pixels: Uint8Array.from(Buffer.concat(images.map((image) => image.pixels))),
    labels: images.map((image) => image.label),
  };
}

/** @throws Problem that says what is wrong with which file; the signal's reason where it was aborted */
export async function previewDataset(source: ImportSource, signal: AbortSignal): Promise<DatasetPreview> {
  const opened = await openSource(source, signal, () => undefined);
  const { dataset, plans, side, format, formats } = opened;
  const splits = countPlanned(plans, dataset.classes.length);
  const warnings = [...dataset.warnings];
  const samples = await readSampleImages(opened, signal, warnings);
  const count = splits.train.count + splits.test.count + (splits.unlabelled?.count ?? 0);
  return {
    format,
    formats,
    name: dataset.name ?? nameOfPaths(source.paths),
    classes: dataset.classes,
    splits,
    needsHoldout: needsHoldout(dataset),
    hasCoarseLabels: dataset.hasCoarseLabels,
    hasExtra: dataset.hasExtra,
    found: dataset.found,
    image: [side, side, 3],
    samples,
    warnings,
    estimatedBytes: count * side * side * 3,
  };
}
