/** What shows spread: an area between two lines, and bars through points. Both accompany a series and hold no data of their own. */

import type { CustomSeriesOption } from 'echarts/charts';
import { helperSign } from '../series-data';

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly colour?: string;
}

const isFinitePoint = ({ x, low, high }: BandPoint): boolean => [x, low, high].every(Number.isFinite);

/** The area between `low` and `high`, as one polygon. */
export function band(ofSeries: string, points: readonly BandPoint[], colour: string): CustomSeriesOption {
  const finite = points.filter(isFinitePoint);
  const renderItem: RenderItem = (params, api) => {
    if (params.dataIndex !== 0) return null;
    const upper = finite.map(({ x, high }) => api.coord([x, high]));
    const lower = finite.map(({ x, low }) => api.coord([x, low]));
    return {
      type: 'polygon',
      shape: { points: [...upper, ...lower.reverse()] },
      style: { fill: colour, opacity: 0.14 },
    };
  };
  return {
    ...accompanying(`${ofSeries}${helperSign}band`, finite),
    z: 1,
    renderItem,
  };
}

const capHalfWidth = 4;

/** A bar with caps from `low` to `high` at each point. */
export function errorBars(
  ofSeries: string,
  points: readonly BandPoint[],
  colour: string,
): CustomSeriesOption {
  const finite = points.filter(isFinitePoint);
  const renderItem: RenderItem = (params, api) => {
    const point = finite[params.dataIndex];
    if (!point) return null;
    const [x = 0, top = 0] = api.coord([point.x, point.high]);
    const [, bottom = 0] = api.coord([point.x, point.low]);
    const style = { stroke: point.colour ?? colour, lineWidth: 1.5, fill: 'none' };
    const lines = [
      [x, bottom, x, top],
      [x - capHalfWidth, top, x + capHalfWidth, top],
      [x - capHalfWidth, bottom, x + capHalfWidth, bottom],
    ].map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style,
    }));
    return { type: 'group', children: lines };
  };
  return { ...accompanying(`${ofSeries}${helperSign}bars`, finite), z: 2, renderItem };
}

/** A stretch of the x axis over the whole height of the plot. */
export function shadedRange(
  ofSeries: string,
  { low, high }: { readonly low: number; readonly high: number },
  colour: string,
): CustomSeriesOption {
  const renderItem: RenderItem = (params, api) => {
    if (params.dataIndex !== 0) return null;
    const plot = params.coordSys as unknown as { y: number; height: number };
    const [[left = 0] = [], [right = 0] = []] = [low, high].map((x) => api.coord([x, 0]));
    return {
      type: 'rect',
      shape: { x: left, y: plot.y, width: right - left, height: plot.height },
      style: { fill: colour, opacity: 0.13 },
    };
  };
  return {
    id: `${ofSeries}${helperSign}best`,
    type: 'custom',
    silent: true,
    animation: false,
    clip: true,
    tooltip: { show: false },
    // Only x has a say in the axes.
    encode: { x: [0, 1] },
    data: [[low, high]],
    z: 0,
    renderItem,
  };
}

function accompanying(id: string, points: readonly BandPoint[]): CustomSeriesOption {
  return {
    id,
    type: 'custom',
    silent: true,
    animation: false,
    clip: true,
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: points.map(({ x, low, high }) => [x, low, high]),
  };
}
