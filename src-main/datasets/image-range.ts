/** Images of a packed file by their place in a split, or in a class of it, as thumbnails. */

import type { ImageRange, SplitName } from '#shared/dataset';
import { createFitter, interleaved } from './fit-image';
import { openPacked } from './packed-file';
import { imageBytes } from './packed-format';

export interface RangeOptions {
  readonly split: SplitName;
  /** Only images of this class. */
  readonly label?: number | undefined;
  readonly from: number;
  readonly count: number;
  /** Height and width of the thumbnails, at most. */
  readonly side: number;
}

/** @throws Problem `dataset.no-split` */
export async function readImageRange(file: string, options: RangeOptions): Promise<ImageRange> {
  const { split, label, from, count } = options;
  const packed = await openPacked(file);
  try {
    const [height, width] = packed.layout.image;
    const all = await packed.labels(split);
    const numbers = Array.from(all.keys());
    const ofClass = label === undefined ? numbers : numbers.filter((i) => all[i] === label);
    const indices = ofClass.slice(from, from + count);
    const isLarge = height > options.side || width > options.side;
    const fit = isLarge ? createFitter(interleaved(height, width, 3), options.side) : undefined;
    const image = Buffer.allocUnsafe(imageBytes(packed.layout.image));
    const pieces: Uint8Array[] = [];
    for (const index of indices) {
      await packed.readRange(split, index, image);
      pieces.push(fit ? fit(image) : Uint8Array.from(image));
    }
    return {
      height: fit ? options.side : height,
      width: fit ? options.side : width,
      pixels: Uint8Array.from(Buffer.concat(pieces)),
      labels: indices.map((i) => all[i] ?? -1),
      indices,
      total: ofClass.length,
    };
  } finally {
    await packed.close();
  }
}
