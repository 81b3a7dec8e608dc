import type { RunConfig } from '#shared/config/fields';
import {
  morePerView,
  needsMoreDraws,
  numbersPerView,
  randomViews,
  type AugmentSettings,
} from './augment/views';
import { uniform, type Purpose } from './random';
import { tf } from './tf';

export interface Views {
  /** The random views of one step, f32[M, S, S, 3]: all first views, then all second ones where there are two. */
  readonly views: (images: tf.Tensor4D, step: number) => tf.Tensor4D;
  /** One random view of each image for measuring; the same for the same counter, and none that training sees. */
  readonly measuredViews: (images: tf.Tensor4D, counter: number) => tf.Tensor4D;
}

const augmentSettings = (config: RunConfig): AugmentSettings => ({
  minArea: config['augment.cropMin'],
  maxArea: config['augment.cropMax'],
  aspect: config['augment.aspect'],
  flip: config['augment.flip'],
  brightness: config['augment.brightness'],
  contrast: config['augment.contrast'],
  saturation: config['augment.saturation'],
  hue: config['augment.hue'],
  greyscale: config['augment.greyscale'],
  jitter: config['augment.jitter'],
  blur: config['augment.blur'],
  blurMin: config['augment.blurMin'],
  blurMax: config['augment.blurMax'],
});

/** The augmentation that a configuration names. */
export function chooseViews(config: RunConfig, viewsPerImage: 1 | 2): Views {
  const settings = augmentSettings(config);
  const seed = config['training.seed'];
  const draw = (count: number, width: number, purpose: Purpose, counter: number): tf.Tensor2D =>
    uniform([count, width], { seed, purpose, counter }) as tf.Tensor2D;
  const view = (
    images: tf.Tensor4D,
    counter: number,
    [base, more]: readonly [Purpose, Purpose],
  ): tf.Tensor4D => {
    const count = images.shape[0];
    const draws = {
      base: draw(count, numbersPerView, base, counter),
      more: needsMoreDraws(settings) ? draw(count, morePerView, more, counter) : null,
    };
    return randomViews(images, draws, settings);
  };
  return {
    views: (images, step) =>
      tf.tidy(() => {
        const repeated = viewsPerImage === 2 ? tf.concat([images, images], 0) : images;
        return view(repeated, step, ['augment', 'augmentMore']);
      }),
    measuredViews: (images, counter) => tf.tidy(() => view(images, counter, ['measureViews', 'measureMore'])),
  };
}
