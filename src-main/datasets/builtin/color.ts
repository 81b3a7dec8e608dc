/** Colours of the built-in dataset: RGB in [0, 1]. */

import type { Random } from './random';

export type Color = readonly [red: number, green: number, blue: number];

export const clip = (value: number, min: number, max: number): number =>
  value < min ? min : value > max ? max : value;

export const luminance = ([red, green, blue]: Color): number => 0.299 * red + 0.587 * green + 0.114 * blue;

/** Any hue is wrapped into [0, 1). */
export function hsl(hue: number, saturation: number, lightness: number): Color {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const sector = (offset + 12 * (hue - Math.floor(hue))) % 12;
    return lightness - chroma * clip(Math.min(sector - 3, 9 - sector), -1, 1);
  };
  return [channel(0), channel(8), channel(4)];
}

type Range = readonly [min: number, max: number];

/** A colour of any hue. */
export const drawColor = (random: Random, saturation: Range, lightness: Range): Color =>
  hsl(random.uniform(0, 1), random.uniform(...saturation), random.uniform(...lightness));
