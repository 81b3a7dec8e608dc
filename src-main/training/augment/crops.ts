/**
 * Random resized crops with flips, as boxes for the device's crop-and-resize kernel.
 *
 * Area uniform in [cropMin, cropMax], log aspect ratio uniform in ±log(aspect), sides clamped to the image,
 * position uniform, as in torchvision's RandomResizedCrop (which rejects instead of clamping).
 */

import { tf } from '../tf';

export interface CropSettings {
  /** Least and greatest area, as shares of the image in (0, 1]. */
  readonly minArea: number;
  readonly maxArea: number;
  /** Greatest ratio of the sides, at least 1. */
  readonly aspect: number;
  /** Probability of a horizontal flip. */
  readonly flip: number;
}

/**
 * @param random  f32[B, 5], uniform in [0, 1): area, aspect, row, column, flip
 * @param side  of the square image in pixels
 * @returns  f32[B, 4]: y1, x1, y2, x2 in units of side - 1, the x ends swapped where flipped
 */
export function cropBoxes(random: tf.Tensor2D, side: number, settings: CropSettings): tf.Tensor2D {
  return tf.tidy(() => {
    const [area, aspect, row, column, flip] = tf.split(random, 5, 1) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const edge = tf.sqrt(tf.add(tf.mul(area, settings.maxArea - settings.minArea), settings.minArea));
    const root = tf.exp(tf.mul(tf.sub(aspect, 0.5), Math.log(settings.aspect)));
    const height = tf.minimum(tf.div(edge, root), 1);
    const width = tf.minimum(tf.mul(edge, root), 1);
    const [top, bottom] = pixelCentres(height, row, side);
    const [left, right] = pixelCentres(width, column, side);
    const flipped = tf.less(flip, settings.flip);
    return tf.concat(
      [top, tf.where(flipped, right, left), bottom, tf.where(flipped, left, right)],
      1,
    ) as tf.Tensor2D;
  });
}

/**
 * The kernel puts its first and last sample on the ends of a box whose unit is side - 1, so the ends are the centres
 * of the first and last output pixel (half-pixel centres). They stay inside the image, beyond which it reads black.
 */
function pixelCentres(extent: tf.Tensor, position: tf.Tensor, side: number): [tf.Tensor, tf.Tensor] {
  const start = tf.mul(tf.sub(1, extent), position);
  const half = tf.mul(extent, 0.5 / side);
  const scale = side / (side - 1);
  const first = tf.sub(tf.mul(tf.add(start, half), scale), 0.5 / (side - 1));
  const last = tf.sub(tf.mul(tf.sub(tf.add(start, extent), half), scale), 0.5 / (side - 1));
  return [tf.clipByValue(first, 0, 1), tf.clipByValue(last, 0, 1)];
}
