/** One image while it is being painted: float64 RGB, row after row. */

import type { Color } from './color';

/** Height and width in pixels. */
export const side = 32;
export const pixelCount = side * side;

export type Canvas = Float64Array;

export const createCanvas = (): Canvas => new Float64Array(3 * pixelCount);

/** Mixes `amount` in [0, 1] of a colour into the pixel whose red is at `at`. */
export function blend(canvas: Canvas, at: number, color: Color, amount: number): void {
  const rest = 1 - amount;
  canvas[at] = rest * (canvas[at] as number) + amount * color[0];
  canvas[at + 1] = rest * (canvas[at + 1] as number) + amount * color[1];
  canvas[at + 2] = rest * (canvas[at + 2] as number) + amount * color[2];
}

/** Calls `visit` with the centre of each pixel, y down, and where its red is. */
export function eachPixel(visit: (x: number, y: number, at: number) => void): void {
  for (let row = 0, at = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1, at += 3) visit(column + 0.5, row + 0.5, at);
  }
}
