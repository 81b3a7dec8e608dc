/** Previewed views through the real process, beside what training itself would draw. */

import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { defaultConfig } from '../../src-shared/config/fields';
import { findEngine } from '../../src-main/engine/find-engine';
import { readPackedImages } from '../../src-main/datasets/packed-file';
import { chooseViews } from '../../src-main/training/choose-views';
import { toDevice } from '../../src-main/training/images';
import { tf } from '../../src-main/training/tf';
import { useTensorFlow } from '../helpers/engine';
import { labForTest, valueOf } from './lab-under-test';

useTensorFlow();

const viewerFile = resolve(import.meta.dirname, '../../out/main/trainer.cjs');
const images = [3, 200, 5];
const config = { ...defaultConfig, 'training.seed': 7, 'augment.blur': 0.5, 'augment.jitter': 0.8 };

it('shows, byte for byte, the views that training draws at that seed and step', async () => {
  const { lab, folder } = await labForTest({ engine: findEngine, viewerFile });
  const ask = (step: number) => lab.request('augment.preview', { dataset: 'builtin', images, config, step });
  const shown = valueOf(await ask(11));
  const file = join(folder, 'datasets', 'builtin.taulab');
  const packed = await readPackedImages(file, 'train', () => images);
  const onDevice = toDevice(packed, shown.side);
  const drawn = tf.tidy(() => {
    const views = chooseViews(config, 2).views(onDevice.batch(tf.tensor1d([0, 1, 2], 'int32')), 11);
    return Uint8Array.from(views.dataSync(), (value) => Math.round(value * 255));
  });
  onDevice.dispose();
  expect(Buffer.concat([shown.first, shown.second])).toEqual(Buffer.from(drawn));
  expect(Buffer.from(shown.originals)).toEqual(Buffer.from(packed.pixels));
  expect(valueOf(await ask(12)).first).not.toEqual(shown.first);
});

it('is computed in plain JavaScript where there is no engine', async () => {
  const { lab } = await labForTest({ viewerFile });
  const shown = valueOf(
    await lab.request('augment.preview', { dataset: 'builtin', images: [0], config, step: 0 }),
  );
  expect(shown.first).toHaveLength(shown.side ** 2 * 3);
  expect(new Set(shown.first).size).toBeGreaterThan(10);
});

it('tells of an image that there is not, and of a process that cannot start', async () => {
  const { lab } = await labForTest({ viewerFile: '/nonexistent.cjs' });
  const ask = (image: number) =>
    lab.request('augment.preview', { dataset: 'builtin', images: [image], config, step: 0 });
  expect(await ask(10 ** 9)).toMatchObject({ ok: false, error: { code: 'preview.no-image' } });
  expect(await ask(0)).toMatchObject({ ok: false, error: { code: 'preview.died' } });
});
