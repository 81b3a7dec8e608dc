import { tf } from '../tf';
import type { ViewPairs } from './pairs';

/**
 * Alignment: how far apart two random views of one image are. Smaller is more aligned.
 *
 *   L_align = mean_i ‖f(x_i) - f(y_i)‖²,   x_i and y_i two random views of image i
 *
 * Wang & Isola 2020, arXiv:2005.10242, section 4.1.1, with the exponent α = 2.
 *
 * @returns  in [0, 4]; 2 is what two unrelated directions have on average
 */
export const alignment = ({ first, second }: ViewPairs): number =>
  tf.tidy(() => tf.mean(tf.sum(tf.squaredDifference(first, second), 1)).dataSync()[0] ?? Number.NaN);
