/** Axes as every chart draws them. */

import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';

export interface AxisInput {
  readonly theme: ThemeName;
  readonly name: string;
  readonly scale?: 'linear' | 'log';
  readonly format?: (value: number) => string;
  /** For a single value, which would otherwise make an axis of its own choice, such as up to 140 %. */
  readonly roomAround?: number;
}

const nameStyle = (theme: ThemeName) => ({
  color: chartTheme(theme).textMuted,
  fontFamily,
  fontSize,
});

function common({ theme, scale = 'linear', format }: AxisInput) {
  const colours = chartTheme(theme);
  return {
    type: scale === 'log' ? ('log' as const) : ('value' as const),
    scale: true,
    axisLine: { show: true, onZero: false, lineStyle: { color: colours.axis } },
    axisTick: { show: true, length: 4, lineStyle: { color: colours.axis } },
    axisLabel: {
      color: colours.textMuted,
      fontFamily,
      fontSize,
      hideOverlap: true,
      ...(format && { formatter: (value: number) => format(value) }),
    },
    minorTick: { show: false },
  };
}

export const xAxis = (input: AxisInput) => ({
  ...common(input),
  name: input.name,
  nameLocation: 'middle' as const,
  nameGap: 28,
  nameTextStyle: nameStyle(input.theme),
  splitLine: { show: false },
});

interface Extent {
  readonly min: number;
  readonly max: number;
}

/** ECharts takes null as «as you think best», which its types do not know. */
const asYouThink = null as unknown as number;

function room(around: number | undefined) {
  if (around === undefined) return {};
  const isOne = ({ min, max }: Extent): boolean => max - min < 1e-9;
  return {
    min: (extent: Extent) => (isOne(extent) ? extent.min - around : asYouThink),
    max: (extent: Extent) => (isOne(extent) ? extent.max + around : asYouThink),
  };
}

/** The name stands above the axis, level, where it can be read without turning the head. */
export const yAxis = (input: AxisInput) => ({
  ...common(input),
  ...room(input.roomAround),
  name: input.name,
  nameLocation: 'end' as const,
  nameGap: 10,
  nameTextStyle: { ...nameStyle(input.theme), align: 'left' as const, padding: [0, 0, 0, -44] },
  // On zero it would take the name with it to the middle.
  axisLine: { show: false, onZero: false },
  axisTick: { show: false },
  splitLine: { show: true, lineStyle: { color: chartTheme(input.theme).grid } },
});

/** Round values inside a range: 1, 2 or 5 times a power of ten apart. */
export function roundTicks({ min, max }: Range, most = 8): readonly number[] {
  const least = (max - min) / most;
  if (!(least > 0) || !Number.isFinite(least)) return Number.isFinite(min) ? [min] : [];
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** Round values inside a positive range for a logarithmic axis: powers of ten, and 2 and 5 between few of them. */
export function logTicks({ min, max }: Range): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const factors = max / min < 10 ? [1, 1.5, 2, 3, 4, 5, 7] : max / min < 1000 ? [1, 2, 5] : [1];
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
    .flatMap((power) => factors.map((factor) => Number((factor * power).toPrecision(6))))
    .filter((tick) => tick >= min && tick <= max);
}

/** Marks an axis at these values only, and ends it at the range. */
export function fixedTicks<A extends { axisTick: object; axisLabel: object }>(
  axis: A,
  { min, max }: Range,
  ticks: readonly number[],
) {
  return {
    ...axis,
    min,
    max,
    axisTick: { ...axis.axisTick, customValues: [...ticks] },
    axisLabel: { ...axis.axisLabel, customValues: [...ticks] },
  };
}

/** The temperatures people try, then 1-2-5 on either side. */
export const tauTicks = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 5, 10, 20, 50, 100,
] as const;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Room around the temperatures, at least half a decade in all. */
export function tauAxisRange(temperatures: readonly number[]): Range {
  const low = temperatures.length > 0 ? Math.min(...temperatures) : 0.05;
  const high = temperatures.length > 0 ? Math.max(...temperatures) : 1;
  const missing = Math.max(1, 3 / (high / low)) ** 0.5;
  return { min: low / missing / 1.18, max: high * missing * 1.18 };
}
