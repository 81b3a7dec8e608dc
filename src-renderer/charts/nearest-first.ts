/** Orders the rows of a tooltip by their distance from the pointer, which only the component knows. */

import type { ChartOption } from './register';
import { toItems, type TooltipItem } from './tooltip';

export interface Pointer {
  readonly x: number;
  readonly y: number;
}

/** The height in pixels at which a series draws a value. */
type PixelOf = (seriesIndex: number, value: readonly number[]) => number | undefined;

export const byDistance = (
  items: readonly TooltipItem[],
  pointerY: number,
  pixelOf: PixelOf,
): readonly TooltipItem[] =>
  items
    .map((item) => {
      const y = pixelOf(item.seriesIndex, item.value);
      return { item, distance: Number.isFinite(y) ? Math.abs((y ?? 0) - pointerY) : Infinity };
    })
    .sort((a, b) => a.distance - b.distance)
    .map(({ item }) => item);

/** The option with its tooltip's rows in the order of their distance. Options without such a tooltip stay as they are. */
export function nearestFirst(
  option: ChartOption,
  pointer: () => Pointer | null,
  pixelOf: PixelOf,
): ChartOption {
  const { tooltip } = option;
  if (!tooltip || Array.isArray(tooltip) || typeof tooltip.formatter !== 'function') return option;
  const write = tooltip.formatter as (params: unknown) => string;
  const formatter = (params: unknown): string => {
    const at = pointer();
    return write(at && Array.isArray(params) ? byDistance(toItems(params), at.y, pixelOf) : params);
  };
  return { ...option, tooltip: { ...tooltip, formatter } };
}
