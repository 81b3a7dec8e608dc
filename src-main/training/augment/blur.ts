/**
 * Gaussian blur of a whole batch, each image by a width of its own, as two products with matrices.
 *
 * Row i of a matrix holds the weights exp(-(i - j)² / 2σ²) of all pixels j, divided by their sum: near an edge the
 * pixels that are there share the weight of those that are not, so no border is made up and a plain image stays
 * plain. The tails are not cut off, as they are in a kernel of a tenth of the side.
 */

import { tf } from '../tf';

export interface BlurSettings {
  /** Probability of a blur. */
  readonly blur: number;
  /** Least and greatest standard deviation in pixels, above 0. */
  readonly blurMin: number;
  readonly blurMax: number;
}

/** So narrow that every other pixel has a weight of exactly 0, and the matrix is the identity. */
const narrowest = 0.01;

/** f32[B, S, S]: the weights for each image, whose rows sum to 1. @param sigma  f32[B, 1] in pixels */
function gaussians(sigma: tf.Tensor, side: number): tf.Tensor3D {
  const at = tf.range(0, side);
  const squared = tf.squaredDifference(tf.reshape(at, [1, side, 1]), tf.reshape(at, [1, 1, side]));
  const precision = tf.div(-0.5, tf.square(tf.reshape(sigma, [-1, 1, 1])));
  const weights = tf.exp(tf.mul(squared, precision));
  return tf.div(weights, tf.sum(weights, 2, true));
}

/**
 * @param images  f32[B, S, S, 3]
 * @param random  f32[B, 2], uniform in [0, 1): blur, standard deviation
 * @returns  f32[B, S, S, 3]; an image that is not drawn goes through the identity
 */
export function blur(images: tf.Tensor4D, random: tf.Tensor2D, settings: BlurSettings): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, side] = images.shape;
    const [drawn, width] = tf.split(random, 2, 1) as [tf.Tensor, tf.Tensor];
    const sigma = tf.add(tf.mul(width, settings.blurMax - settings.blurMin), settings.blurMin);
    const matrices = gaussians(tf.where(tf.less(drawn, settings.blur), sigma, narrowest), side);

    // The products mix the second of three dimensions, so rows and columns take turns there.
    const mixed = (x: tf.Tensor): tf.Tensor =>
      tf.reshape(tf.matMul(matrices, tf.reshape(x, [batch, side, side * 3])), [batch, side, side, 3]);
    const turned = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 2, 1, 3]);
    return turned(mixed(turned(mixed(images)))) as tf.Tensor4D;
  });
}
