import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { channelStatistics } from '../../src-main/datasets/channel-statistics';
import {
  clearPartialFiles,
  datasetFile,
  deleteDatasetFile,
  ensureBuiltin,
} from '../../src-main/datasets/dataset-registry';
import { newDatasetId } from '../../src-main/datasets/dataset-id';
import { readSamples } from '../../src-main/datasets/samples';
import { temporaryFolder } from './temporary-folder';

describe('the built-in dataset of a folder', () => {
  test('is painted once, described, and painted again where it is damaged', async () => {
    const folder = join(temporaryFolder(), 'datasets');
    const info = await ensureBuiltin(folder);
    const file = datasetFile(folder, 'builtin');
    expect(info).toMatchObject({
      id: 'builtin',
      format: 'builtin',
      image: [32, 32, 3],
      splits: { train: { count: 5000, perClass: new Array(10).fill(500) }, test: { count: 1000 } },
      sizeBytes: statSync(file).size,
    });
    expect(info.hash).toMatch(/^[0-9a-f]{64}$/);

    const { ino } = statSync(file);
    expect(await ensureBuiltin(folder)).toEqual(info);
    expect(statSync(file).ino).toBe(ino);

    const bytes = readFileSync(file);
    bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect((await ensureBuiltin(folder)).hash).toBe(info.hash);
    expect(readdirSync(folder)).toEqual(['builtin.taulab']);

    await deleteDatasetFile(folder, 'builtin');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('has its own id for another seed', async () => {
    const folder = temporaryFolder();
    const info = await ensureBuiltin(folder, 7);
    expect(info.id).toBe('builtin-seed-7');
    const samples = await readSamples(info, datasetFile(folder, info.id), 'train', 3);
    expect(samples).toMatchObject({ height: 32, width: 32 });
    expect(samples.labels).toEqual(Array.from({ length: 30 }, (_, i) => Math.floor(i / 3)));
    expect(samples.pixels.length).toBe(30 * 3072);
    const all = await readSamples(info, datasetFile(folder, info.id), 'test', 1000);
    expect(all.labels.length).toBe(1000);
  });
});

test('partial files of killed imports are cleared, and nothing else', async () => {
  const folder = temporaryFolder();
  for (const name of ['a.taulab', 'a.taulab.partial', 'notes.partial']) writeFileSync(join(folder, name), '');
  await clearPartialFiles(folder);
  expect(readdirSync(folder).sort()).toEqual(['a.taulab', 'notes.partial']);
  await clearPartialFiles(join(folder, 'missing'));
});

test('channel statistics are those of all pixels', () => {
  // Red 0 and 255: mean 0.5, deviation 0.5. Green 51 twice: 0.2 and 0. Blue 0 and 51: 0.1 and 0.1.
  const { mean, deviation } = channelStatistics(Uint8Array.of(0, 51, 0, 255, 51, 51));
  [0.5, 0.2, 0.1].forEach((value, channel) => expect(mean[channel]).toBeCloseTo(value, 12));
  [0.5, 0, 0.1].forEach((value, channel) => expect(deviation[channel]).toBeCloseTo(value, 12));
});

test.each([
  ['Fashion MNIST', [], 'fashion-mnist'],
  ['Fashion  MNIST!', ['fashion-mnist', 'fashion-mnist-2'], 'fashion-mnist-3'],
  ['Größe é', [], 'gro-e-e'],
  ['数据', [], 'dataset'],
  ['../../etc', [], 'etc'],
  ['Builtin', [], 'imported-builtin'],
  ['CON', [], 'imported-con'],
  ['x'.repeat(10_000), [], 'x'.repeat(40)],
])('the id for the name %j where %j are taken is %s', (name, taken, id) => {
  expect(newDatasetId(name, taken)).toBe(id);
});
