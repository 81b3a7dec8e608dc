/** The penalty on negatives as the run had it (Wang & Liu, arXiv:2012.09740, Figure 3): how much each gets, and how much all of a bin get. */

import type { PenaltyCurve } from '#shared/detail';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { fixedTicks, logTicks, xAxis, yAxis } from './axes';
import { detailFrame, middles, plain } from './detail-frame';

export interface MeasuredPenaltyInput {
  readonly curve: PenaltyCurve;
  readonly colour: string;
  readonly dash: 'solid' | number[];
  readonly labels: {
    readonly x: string;
    /** Penalty times number. */
    readonly y: string;
    /** Share of all penalty, in percent. */
    readonly mass: string;
    /** Of the line at 1. */
    readonly even: string;
  };
  readonly theme: ThemeName;
}

/** Below, a logarithmic axis would be all empty decades. */
const leastShown = 1e-5;

const isShown = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= leastShown;

const short = (value: number): string =>
  value !== 0 && value < 0.001 ? value.toExponential(0).replace('-', '−') : plain(value);

const written = (value: number): string =>
  value !== 0 && value < 0.001 ? value.toExponential(1).replace('-', '−') : value.toFixed(3);

function penaltyAxis({ curve, labels, theme }: MeasuredPenaltyInput) {
  const shown = [1, ...curve.penalty.filter(isShown)];
  const range = { min: Math.min(...shown) / 1.3, max: Math.max(...shown) * 1.3 };
  const axis = yAxis({ theme, name: labels.y, scale: 'log', format: short });
  return fixedTicks(axis, range, logTicks(range));
}

function massAxis({ labels, theme }: MeasuredPenaltyInput) {
  const axis = yAxis({ theme, name: labels.mass, format: plain });
  return {
    ...axis,
    min: 0,
    splitLine: { show: false },
    nameTextStyle: { ...axis.nameTextStyle, align: 'right' as const, padding: [0, -28, 0, 0] },
  };
}

export function measuredPenaltyOption(input: MeasuredPenaltyInput): ChartOption {
  const { curve, colour, dash, labels, theme } = input;
  const { axis, textMuted } = chartTheme(theme);
  const centres = middles(curve.edges);
  return {
    ...detailFrame(theme, 48, (i) => {
      const [centre, penalty] = [centres[i], curve.penalty[i]];
      if (centre === undefined) return null;
      return {
        heading: `${labels.x} ${plain(centre)}`,
        rows: [
          { colour, name: labels.y, value: typeof penalty === 'number' ? written(penalty) : '–' },
          { colour: axis, name: labels.mass, value: ((curve.mass[i] ?? 0) * 100).toFixed(2) },
        ],
      };
    }),
    xAxis: { ...xAxis({ theme, name: labels.x, format: plain }), min: -1, max: 1 },
    yAxis: [penaltyAxis(input), massAxis(input)],
    series: [
      {
        id: 'penalty:mass',
        name: labels.mass,
        type: 'bar',
        yAxisIndex: 1,
        z: 1,
        dimensions: ['similarity', 'mass in percent'],
        barWidth: `${80 / Math.max(1, centres.length)}%`,
        data: centres.map((centre, i) => [centre, (curve.mass[i] ?? 0) * 100]),
        itemStyle: { color: axis, opacity: 0.35 },
        emphasis: { disabled: true },
      },
      {
        id: 'penalty:measured',
        name: labels.y,
        type: 'line',
        z: 3,
        dimensions: ['similarity', 'penalty'],
        data: centres.map((centre, i) => {
          const penalty = curve.penalty[i];
          return [centre, isShown(penalty) ? penalty : NaN];
        }),
        showSymbol: false,
        lineStyle: { color: colour, width: 2, type: dash },
        itemStyle: { color: colour },
        emphasis: { disabled: true },
        markLine: {
          silent: true,
          symbol: 'none',
          data: [{ yAxis: 1 }],
          lineStyle: { color: textMuted, type: [2, 4], width: 1 },
          label: {
            position: 'insideStartTop',
            formatter: () => labels.even,
            color: textMuted,
            fontFamily,
            fontSize,
          },
        },
      },
    ],
  };
}
