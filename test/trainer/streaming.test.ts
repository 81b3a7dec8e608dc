/** Images that are read as they are wanted train and measure exactly as those that lie on the device whole. */

import { truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeDataset } from '../../src-main/datasets/dataset-info';
import { locateSplit } from '../../src-main/datasets/packed-file';
import { writePacked } from '../../src-main/datasets/packed-writer';
import { createPixelReader } from '../../src-main/trainer/pixel-file';
import { readImages } from '../../src-main/trainer/read-images';
import type { ImageBytes } from '../../src-main/training/images';
import { joinPixels, type PixelReader } from '../../src-main/training/pixels';
import type { TrainingData } from '../../src-main/training/train';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { temporaryFolder } from '../datasets/temporary-folder';
import { useTensorFlow } from '../helpers/engine';
import { tinyData } from '../helpers/tiny-data';
import { trainToEnd } from '../helpers/train-to-end';

useTensorFlow();

const data = tinyData();

const base: RunConfig = {
  ...defaultConfig,
  'training.batchSize': 16,
  'training.epochs': 3,
  'evaluation.linearEpochs': 2,
};

async function packed() {
  const file = join(temporaryFolder(), 'tiny.taulab');
  const image = [data.side, data.side, 3] as const;
  const whole = (split: ImageBytes) => ({ ...split, pixels: split.pixels as Uint8Array });
  const train = whole(data.train);
  // The training images from the last to the first, so that no mistake in their place goes unseen.
  const imageBytes = data.side ** 2 * 3;
  const others = Int32Array.from(train.labels, (_, i) => train.labels.length - 1 - i);
  const unlabelled = {
    pixels: joinPixels([{ pixels: train.pixels, numbers: others }], imageBytes) as Uint8Array,
    labels: new Int32Array(others.length).fill(-1),
  };
  const content = { image, classes: ['dark', 'light'], train, test: whole(data.test), unlabelled };
  await writePacked(file, content);
  const dataset = await describeDataset({ id: 'tiny', name: 'Tiny', format: 'idx' }, content, file);
  return { dataset, datasetFile: file };
}

const timeless = (points: Awaited<ReturnType<typeof trainToEnd>>['points']) =>
  points.filter(({ metric }) => metric !== 'imagesPerSecond');

describe('a run that reads its images from the packed file', () => {
  const changes: readonly (readonly [string, Partial<RunConfig>])[] = [
    ['all images, a memory bank', { 'negatives.source': 'memory-bank', 'dataset.limit': 50 }],
    ['a selection of them', { 'dataset.holdout': 0.2, 'dataset.imbalance': 2, 'dataset.labelNoise': 0.2 }],
    ['unlabelled images', { 'dataset.trainOn': 'unlabelled' }],
    ['labelled and unlabelled images', { 'dataset.trainOn': 'both' }],
    ['the paper’s linear protocol, which mirrors them', { 'evaluation.linearProtocol': 'paper' }],
  ];
  test.each(changes)('equals one that has them on the device, bit for bit: %s', async (_name, part) => {
    const config = { ...base, ...part };
    const source = await packed();
    const whole = await readImages(source);
    const streamed = await readImages(source, 0);
    expect(whole.data.train.pixels).toBeInstanceOf(Uint8Array);
    expect(streamed.data.train.pixels).not.toBeInstanceOf(Uint8Array);
    const first = await trainToEnd(config, whole.data);
    const second = await trainToEnd(config, streamed.data);
    expect(timeless(second.points)).toEqual(timeless(first.points));
    expect(second.snapshots.at(-1)).toEqual(first.snapshots.at(-1));
    await streamed.close();
  });

  test.each([1, 4])('goes on from step %s as if it had never stopped', async (pauseAtStep) => {
    const source = await packed();
    const { data: streamed, close } = await readImages(source, 0);
    const whole = await trainToEnd(base, (await readImages(source)).data);
    const { snapshots } = await trainToEnd(base, streamed, { pauseAtStep });
    const resumeFrom = snapshots.at(-1);
    const after = await trainToEnd(base, streamed, resumeFrom ? { resumeFrom } : {});
    expect(after.snapshots.at(-1)).toEqual(whole.snapshots.at(-1));
    await close();
  });

  test('fails with a sentence where the file becomes shorter meanwhile', async () => {
    const source = await packed();
    const { data: streamed, close } = await readImages(source, 0);
    truncateSync(source.datasetFile, 2000);
    await expect(trainToEnd(base, streamed)).rejects.toMatchObject({ code: 'dataset.damaged' });
    await close();
  });
});

/** Like a file, with a note of what was announced. */
function noted(pixels: Uint8Array, imageBytes: number): PixelReader & { readonly announced: number[][] } {
  const announced: number[][] = [];
  return {
    announced,
    read: (numbers) => joinPixels([{ pixels, numbers }], imageBytes) as Uint8Array,
    ahead: (numbers) => {
      announced.push([...numbers]);
      return Promise.resolve();
    },
  };
}

test('unlabelled images in a file are trained on beside those of the training split', async () => {
  const imageBytes = data.side ** 2 * 3;
  const pixels = data.train.pixels as Uint8Array;
  const unlabelled = { pixels: pixels.slice(), labels: new Int32Array(70).fill(-1) };
  const config: RunConfig = { ...base, 'dataset.trainOn': 'both' };
  const whole = await trainToEnd(config, { ...data, unlabelled });
  const readers = [noted(pixels, imageBytes), noted(unlabelled.pixels, imageBytes)] as const;
  const streamed: TrainingData = {
    ...data,
    train: { ...data.train, pixels: readers[0] },
    unlabelled: { ...unlabelled, pixels: readers[1] },
  };
  const read = await trainToEnd(config, streamed);
  expect(timeless(read.points)).toEqual(timeless(whole.points));
  // 140 images in batches of 16: every step was announced once, and no image twice in an epoch.
  expect(readers[0].announced.length).toBe(8 * 3);
  const perEpoch = 8;
  const firstEpoch = readers.flatMap(({ announced }, part) =>
    announced
      .slice(0, perEpoch)
      .flat()
      .map((number) => `${part}-${number}`),
  );
  expect(firstEpoch.length).toBe(8 * 16);
  expect(new Set(firstEpoch).size).toBe(8 * 16);
});

test('a reader gives what was announced and what was not', async () => {
  const { dataset, datasetFile } = await packed();
  const file = await open(datasetFile, 'r');
  const start = (await locateSplit(datasetFile, 'train'))?.start ?? 0;
  const imageBytes = data.side ** 2 * 3;
  const place = { descriptor: file.fd, file: datasetFile, id: dataset.id, start, imageBytes };
  const reader = createPixelReader(place);
  const expected = (numbers: Int32Array): Buffer =>
    Buffer.from(joinPixels([{ pixels: data.train.pixels, numbers }], imageBytes) as Uint8Array);
  const batches = [[5, 6, 7, 3, 69], [0], [2, 1, 0]].map((numbers) => Int32Array.from(numbers));
  await Promise.all(batches.slice(0, 2).map(reader.ahead));
  for (const numbers of [...batches, ...batches]) {
    expect(expected(numbers).equals(reader.read(numbers))).toBe(true);
  }
  await file.close();
});
