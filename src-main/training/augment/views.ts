/** Random views of images: crop, flip, colours, all on the device. */

import { tf } from '../tf';
import { changeColours, type ColourSettings } from './colours';
import { cropBoxes, type CropSettings } from './crops';

export type AugmentSettings = CropSettings & ColourSettings;

/** How many uniform numbers one view of one image takes. */
export const numbersPerView = 10;

/**
 * One view of each image.
 *
 * @param images  f32[B, S, S, 3] in [0, 1]
 * @param random  f32[B, 10], uniform in [0, 1)
 * @returns  f32[B, S, S, 3] in [0, 1]; caller disposes
 */
export function randomViews(
  images: tf.Tensor4D,
  random: tf.Tensor2D,
  settings: AugmentSettings,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, side] = images.shape;
    const [forCrop, forColour] = tf.split(random, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const boxes = cropBoxes(forCrop, side, settings);
    const cropped = tf.image.cropAndResize(
      images,
      boxes,
      tf.range(0, batch, 1, 'int32'),
      [side, side],
      'bilinear',
    );
    return changeColours(cropped, forColour, settings);
  });
}
