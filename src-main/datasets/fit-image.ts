/**
 * Brings images of one size to the square they are stored in. Smaller images are padded with black, never made
 * larger. Larger ones are made smaller by averaging areas, so that nothing aliases, and keep their proportions.
 */

import { paddedSide } from './padded-side';

/** How the pixels of an image lie in its bytes. */
export interface PixelLayout {
  readonly height: number;
  readonly width: number;
  /** 1 (grey, which becomes RGB), 3, or 4 (whose fourth is left out). */
  readonly channels: number;
  /** Distance in bytes between neighbours. */
  readonly rowStride: number;
  readonly columnStride: number;
  readonly channelStride: number;
}

/** Row after row, channel after channel of each pixel. */
export const interleaved = (height: number, width: number, channels: number): PixelLayout => ({
  height,
  width,
  channels,
  rowStride: width * channels,
  columnStride: channels,
  channelStride: 1,
});

/** The side that images of this size are stored with unless told otherwise. */
export const naturalSide = (height: number, width: number): number => paddedSide(Math.max(height, width));

/** Copies one image into the middle of its zeroed place. */
function pad(source: Uint8Array, layout: PixelLayout, target: Uint8Array, side: number): void {
  const { height, width, rowStride, columnStride } = layout;
  const green = layout.channels > 1 ? layout.channelStride : 0;
  const top = (side - height) >> 1;
  const left = (side - width) >> 1;
  for (let row = 0; row < height; row += 1) {
    let from = row * rowStride;
    let at = ((top + row) * side + left) * 3;
    for (const end = at + width * 3; at < end; at += 3, from += columnStride) {
      target[at] = source[from] as number;
      target[at + 1] = source[from + green] as number;
      target[at + 2] = source[from + 2 * green] as number;
    }
  }
}

interface Share {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Which source pixels an output pixel covers along one axis, and how much of it each. Weights add up to 1. */
function shares(size: number, scaled: number): readonly Share[] {
  const ratio = size / scaled;
  return Array.from({ length: scaled }, (_, i) => {
    const start = i * ratio;
    const end = Math.min(size, start + ratio);
    const first = Math.floor(start);
    const weights = new Float64Array(Math.ceil(end) - first);
    weights.forEach((__, k) => {
      const covered = Math.min(end, first + k + 1) - Math.max(start, first + k);
      weights[k] = covered / (end - start);
    });
    return { first, weights };
  });
}

/** @returns  a function that averages one image into its place */
function createShrinker(layout: PixelLayout, side: number) {
  const scale = side / Math.max(layout.height, layout.width);
  const height = Math.max(1, Math.round(layout.height * scale));
  const width = Math.max(1, Math.round(layout.width * scale));
  const rows = shares(layout.height, height);
  const columns = shares(layout.width, width);
  const top = (side - height) >> 1;
  const left = (side - width) >> 1;
  const green = layout.channels > 1 ? layout.channelStride : 0;
  return (source: Uint8Array, target: Uint8Array): void => {
    rows.forEach((row, y) => {
      columns.forEach((column, x) => {
        const at = ((top + y) * side + left + x) * 3;
        for (let channel = 0; channel < 3; channel += 1) {
          let sum = 0;
          row.weights.forEach((rowWeight, i) => {
            let from =
              (row.first + i) * layout.rowStride + column.first * layout.columnStride + channel * green;
            for (const weight of column.weights) {
              sum += rowWeight * weight * (source[from] as number);
              from += layout.columnStride;
            }
          });
          target[at + channel] = Math.round(sum);
        }
      });
    });
  };
}

/**
 * @param side  of the square that images are brought to
 * @returns  a function that brings images, one after the other in `source`, to u8[n, side, side, 3]
 */
export function createFitter(layout: PixelLayout, side: number): (source: Uint8Array) => Uint8Array {
  const sourceBytes = layout.height * layout.width * layout.channels;
  const targetBytes = side * side * 3;
  const fits = layout.height <= side && layout.width <= side;
  const shrink = fits ? undefined : createShrinker(layout, side);
  return (source) => {
    const count = source.length / sourceBytes;
    const fitted = new Uint8Array(count * targetBytes);
    for (let i = 0; i < count; i += 1) {
      const image = source.subarray(i * sourceBytes, (i + 1) * sourceBytes);
      const target = fitted.subarray(i * targetBytes, (i + 1) * targetBytes);
      if (shrink) shrink(image, target);
      else pad(image, layout, target, side);
    }
    return fitted;
  };
}
