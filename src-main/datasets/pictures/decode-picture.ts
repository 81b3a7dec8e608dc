/**
 * A picture's bytes, as JPEG, PNG, WebP, GIF, TIFF or AVIF, turned into a square of RGB bytes.
 *
 * The shorter side is resized to the wanted one and the middle is cut out, as is usual for ImageNet; a picture that
 * has the wanted size already keeps every byte. What else a file can hold becomes what most loaders would show:
 * turned as EXIF says, grey as three equal channels, 16 bits as their upper 8, CMYK by a standard profile, other
 * colour profiles ignored, the first frame of an animation. Transparent parts show white behind them, as on a page.
 */

import sharp, { type SharpOptions } from 'sharp';
import { Problem } from '#shared/result';

/** Far above any photograph, far below what would fill the memory: 12,500 x 8,000. */
export const maxPicturePixels = 100_000_000;
/** No picture of so many pixels takes longer, and one that does shall not hold up an import. */
const limitSeconds = 60;

// All cores are kept busy by many pictures at once; each alone takes one.
sharp.concurrency(1);
sharp.cache(false);
// What draws by a program, such as SVG, is no photograph and no business of a loader.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((format) => `VipsForeignLoad${format}`),
});

const options: SharpOptions = {
  // Stray bytes between two markers harm nothing; missing or wrong pixels do.
  failOn: 'error',
  limitInputPixels: maxPicturePixels,
  autoOrient: true,
  ignoreIcc: true,
};

/** The library tells in lines, of which the first says most, what was wrong with "Input buffer". */
function toProblem(thrown: unknown, file: string): Problem {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const cause = { cause: thrown };
  if (message.includes('pixel limit'))
    return new Problem('picture.too-large', { file, limit: maxPicturePixels }, cause);
  if (message.includes('unsupported image format')) return new Problem('picture.format', { file }, cause);
  const [reason = ''] = message.replace(/^Input buffer has corrupt header: /, '').split('\n');
  return new Problem('picture.damaged', { file, reason: reason.trim() }, cause);
}

/**
 * @param side  of the square, in pixels
 * @param file  the name that problems are told with
 * @returns  u8[side, side, 3]
 * @throws Problem of `picture`
 */
export async function decodePicture(bytes: Uint8Array, side: number, file: string): Promise<Uint8Array> {
  if (bytes.length === 0) throw new Problem('picture.empty', { file });
  try {
    const { data, info } = await sharp(bytes, options)
      .timeout({ seconds: limitSeconds })
      // A triangle over the pixels that become one, as Pillow and torchvision resize.
      .resize({ width: side, height: side, fit: 'cover', kernel: 'linear' })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (data.length !== side * side * 3) throw new Error(`it has ${info.channels} channels`);
    return data;
  } catch (thrown) {
    throw toProblem(thrown, file);
  }
}

/**
 * @returns  height and width as the picture is shown, from its header alone
 * @throws Problem of `picture`
 */
export async function measurePicture(bytes: Uint8Array, file: string): Promise<readonly [number, number]> {
  if (bytes.length === 0) throw new Problem('picture.empty', { file });
  try {
    const { autoOrient } = await sharp(bytes, options).metadata();
    return [autoOrient.height, autoOrient.width];
  } catch (thrown) {
    throw toProblem(thrown, file);
  }
}
