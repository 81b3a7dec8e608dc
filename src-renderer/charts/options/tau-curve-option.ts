/** Closed forms over a logarithmic axis of τ, with the temperature in use marked. */

import { rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption } from '../register';
import { helperSign } from '../series-data';
import { chartTheme, fontFamily, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { fixedTicks, tauTicks, xAxis, yAxis, type Range } from './axes';

export interface TauCurve {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly dash: 'solid' | number[];
  /** τ and value, at the same temperatures for all curves of a figure. */
  readonly points: readonly (readonly [number, number])[];
}

export interface TauCurveInput {
  readonly curves: readonly TauCurve[];
  /** The temperature in use. */
  readonly temperature: number;
  readonly labels: { readonly x: string; readonly y: string };
  /** Bounds of y; the rest of a curve that runs off is cut. */
  readonly bounds?: { readonly min: number; readonly max: number };
  readonly theme: ThemeName;
}

const short = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

const tooltipWriter =
  (curves: readonly TauCurve[]): TooltipWriter =>
  (params, rank) => {
    const i = firstItem(params)?.dataIndex ?? -1;
    const tau = curves[0]?.points[i]?.[0];
    if (tau === undefined) return '';
    const candidates = curves.flatMap(({ id, name, colour, points }): Candidate[] => {
      const point = points[i];
      return point ? [{ seriesId: id, value: point, row: { colour, name, value: short(point[1]) } }] : [];
    });
    return tooltipHtml(`τ ${Number(tau.toPrecision(3))}`, rowsNearestFirst(candidates, rank));
  };

function tauAxis(theme: ThemeName, name: string, range: Range) {
  const format = (value: number): string => String(Number(value.toPrecision(3)));
  const ticks = tauTicks.filter((tick) => tick >= range.min && tick <= range.max);
  return fixedTicks(xAxis({ theme, name, scale: 'log', format }), range, ticks);
}

export function tauCurveOption({ curves, temperature, labels, bounds, theme }: TauCurveInput): ChartOption {
  const taus = curves.flatMap(({ points }) => points.map(([tau]) => tau));
  const range = { min: Math.min(...taus), max: Math.max(...taus) };
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: 24, top: 32, bottom: 44 },
    xAxis: tauAxis(theme, labels.x, range),
    yAxis: { ...yAxis({ theme, name: labels.y, format: short }), ...bounds },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(curves),
    },
    series: curves.map(({ id, name, colour, dash, points }, i) => ({
      id,
      name,
      type: 'line' as const,
      dimensions: ['temperature', 'value'],
      data: points.map((point) => [...point]),
      showSymbol: false,
      clip: true,
      lineStyle: { color: colour, width: 2, type: dash },
      itemStyle: { color: colour },
      emphasis: { disabled: true },
      ...(i === 0 && {
        markLine: {
          id: `${id}${helperSign}now`,
          silent: true,
          symbol: 'none',
          animation: false,
          label: { show: false },
          lineStyle: { color: chartTheme(theme).text, width: 1, type: [4, 3] },
          data: [{ xAxis: temperature }],
        },
      }),
    })),
  };
}
