/** Random views of images: crop, flip, colours, blur, all on the device. */

import { tf } from '../tf';
import { blur, type BlurSettings } from './blur';
import { changeColours, type ColourSettings } from './colours';
import { cropBoxes, type CropSettings } from './crops';

export type AugmentSettings = CropSettings & ColourSettings & BlurSettings;

/** How many uniform numbers one view of one image takes, and how many more some settings need. */
export const numbersPerView = 10;
export const morePerView = 3;

/** Uniform in [0, 1), a row per view. Two tensors, so that settings with new needs leave the old draws as they are. */
export interface ViewDraws {
  /** f32[B, 10]: five for the crop, five for the colours. */
  readonly base: tf.Tensor2D;
  /** f32[B, 3]: jitter, blur, width of the blur; null where the settings need none. */
  readonly more: tf.Tensor2D | null;
}

export const needsMoreDraws = (settings: AugmentSettings): boolean =>
  settings.jitter < 1 || settings.blur > 0;

/**
 * One view of each image: crop and flip, then colours, then blur, as in SimCLR.
 *
 * @param images  f32[B, S, S, 3] in [0, 1]
 * @returns  f32[B, S, S, 3] in [0, 1]; caller disposes
 */
export function randomViews(
  images: tf.Tensor4D,
  { base, more }: ViewDraws,
  settings: AugmentSettings,
): tf.Tensor4D {
  if (needsMoreDraws(settings) && !more) throw new Error('Expected the further draws of jitter and blur.');
  return tf.tidy(() => {
    const [batch, side] = images.shape;
    const [forCrop, forColour] = tf.split(base, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const [forJitter, forBlur] = more
      ? (tf.split(more, [1, 2], 1) as [tf.Tensor2D, tf.Tensor2D])
      : [null, null];
    const boxes = cropBoxes(forCrop, side, settings);
    const cropped = tf.image.cropAndResize(
      images,
      boxes,
      tf.range(0, batch, 1, 'int32'),
      [side, side],
      'bilinear',
    );
    const coloured = changeColours(cropped, { base: forColour, jitter: forJitter }, settings);
    return forBlur && settings.blur > 0 ? blur(coloured, forBlur, settings) : coloured;
  });
}
