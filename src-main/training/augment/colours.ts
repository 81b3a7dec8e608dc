/**
 * Random hue, saturation, greyscale, brightness and contrast as one 3x3 matrix and one offset per image.
 *
 * In YIQ a turn of (I, Q) is a change of hue and their length is the saturation; brightness and contrast (about
 * the mean luminance of the image) multiply. All are linear in the pixel, so they fold into M and b: y = x M + b.
 */

import { tf } from '../tf';

export interface ColourSettings {
  /** Probability that brightness, contrast, saturation and hue change at all; greyscale is drawn apart from them. */
  readonly jitter: number;
  /** Brightness, contrast and saturation are multiplied by 1 ± these, in [0, 1]. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** Greatest turn of the hue, in turns of the whole circle, in [0, 0.5]. */
  readonly hue: number;
  /** Probability that all colour goes. */
  readonly greyscale: number;
}

/** RGB to YIQ (NTSC, 1953); a row per output channel. */
const toYiq = [
  [0.299, 0.587, 0.114],
  [0.5959, -0.2746, -0.3213],
  [0.2115, -0.5227, 0.3112],
];
const luminance = [0.299, 0.587, 0.114];

/** The inverse by cofactors, so that no change at all is the identity to float64 precision. */
function inverse(m: readonly (readonly number[])[]): number[][] {
  const at = (row: number, column: number): number => m[row % 3]?.[column % 3] ?? 0;
  const cofactor = (r: number, c: number): number =>
    at(r + 1, c + 1) * at(r + 2, c + 2) - at(r + 1, c + 2) * at(r + 2, c + 1);
  const determinant = [0, 1, 2].reduce((sum, c) => sum + at(0, c) * cofactor(0, c), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant));
}

const between = (random: tf.Tensor, spread: number): tf.Tensor =>
  tf.add(tf.mul(random, 2 * spread), 1 - spread);

/** f32[B, 3, 3] that turn and scale (I, Q), acting on columns. */
function chromaMatrix(hue: tf.Tensor, saturation: tf.Tensor): tf.Tensor3D {
  const c = tf.mul(tf.cos(hue), saturation);
  const s = tf.mul(tf.sin(hue), saturation);
  const one = tf.onesLike(c);
  const zero = tf.zerosLike(c);
  const rows = [one, zero, zero, zero, c, tf.neg(s), zero, s, c];
  return tf.reshape(tf.concat(rows, 1), [-1, 3, 3]);
}

/** Uniform in [0, 1), a row per image. */
export interface ColourDraws {
  /** f32[B, 5]: hue, saturation, greyscale, brightness, contrast. */
  readonly base: tf.Tensor2D;
  /** f32[B, 1]; null where every image is changed. */
  readonly jitter: tf.Tensor2D | null;
}

/** The draws by what they are for. An image whose colours stay has the middle of every range, which is no change. */
function drawsOf(
  { base, jitter }: ColourDraws,
  probability: number,
): Record<'hue' | 'saturation' | 'grey' | 'brightness' | 'contrast', tf.Tensor> {
  const kept = jitter && tf.greaterEqual(jitter, probability);
  const [hue, saturation, grey, brightness, contrast] = tf.split(base, 5, 1) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const unless = (draw: tf.Tensor): tf.Tensor => (kept ? tf.where(kept, 0.5, draw) : draw);
  return {
    hue: unless(hue),
    saturation: unless(saturation),
    grey,
    brightness: unless(brightness),
    contrast: unless(contrast),
  };
}

/**
 * @param images  f32[B, H, W, 3] in [0, 1]
 * @returns  f32[B, H, W, 3] in [0, 1]
 */
export function changeColours(
  images: tf.Tensor4D,
  draws: ColourDraws,
  settings: ColourSettings,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width] = images.shape;
    const draw = drawsOf(draws, settings.jitter);
    const hue = tf.mul(tf.sub(draw.hue, 0.5), 4 * Math.PI * settings.hue);
    const coloured = tf.cast(tf.greaterEqual(draw.grey, settings.greyscale), 'float32');
    const saturation = tf.mul(between(draw.saturation, settings.saturation), coloured);
    const brightness = tf.reshape(between(draw.brightness, settings.brightness), [batch, 1, 1]);
    const contrast = tf.reshape(between(draw.contrast, settings.contrast), [batch, 1, 1]);

    // Columns: fromYiq · chroma · toYiq; pixels are rows, so the transpose multiplies from the right.
    const chroma = chromaMatrix(hue, saturation);
    const to = tf.tile(tf.tensor3d([toYiq]), [batch, 1, 1]);
    const from = tf.tile(tf.tensor3d([inverse(toYiq)]), [batch, 1, 1]);
    const matrix = tf.mul(tf.transpose(tf.matMul(from, tf.matMul(chroma, to)), [0, 2, 1]), brightness);

    const pixels = tf.reshape(images, [batch, height * width, 3]);
    const meanPixel = tf.mean(pixels, 1, true);
    const meanLuminance = tf.sum(tf.mul(tf.matMul(meanPixel, matrix), tf.tensor1d(luminance)), 2, true);
    const offset = tf.mul(tf.sub(1, contrast), meanLuminance);
    const changed = tf.add(tf.matMul(pixels, tf.mul(matrix, contrast)), offset);
    return tf.reshape(tf.clipByValue(changed, 0, 1), [batch, height, width, 3]);
  });
}
