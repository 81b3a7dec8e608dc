/** The series of one curve: raw faint under smoothed, the spread of each bucket as a band, a mark at the end. */

import type { LineSeriesOption } from 'echarts/charts';
import type { MetricName } from '#shared/metric';
import type { Series } from '#shared/run';
import type { Locale } from '../format';
import { lossMark, type LossKind } from '../marks';
import type { ChartSeries } from '../register';
import { helperSign } from '../series-data';
import { smooth, type Smoothing } from '../smoothing';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { band } from './band';
import { endName, mostNamedLines } from './line-ends';

export interface CurveLine {
  readonly runId: string;
  /** As a person wrote it; escaped where it is shown. */
  readonly name: string;
  readonly colour: string;
  readonly kind: LossKind;
  /** For the scale bar; absent where the loss has none. */
  readonly temperature?: number | undefined;
  readonly series: Series;
}

export interface CurveInput {
  readonly lines: readonly CurveLine[];
  readonly metric: MetricName;
  /** Translated names of the axes, and of the chance line and the seams where there are some. */
  readonly labels: {
    readonly x: string;
    readonly y: string;
    readonly chance?: string;
    readonly seam?: string;
  };
  readonly theme: ThemeName;
  readonly locale: Locale;
  readonly smoothing: Smoothing;
  readonly yScale?: 'linear' | 'log';
  /** `inner`: the axis of values spans the 5 to 95 % quantiles of what is drawn; points outside are cut off. */
  readonly fit?: 'all' | 'inner';
  /** How a place on the x axis reads; a whole number unless told otherwise. */
  readonly xFormat?: (x: number) => string;
  /** What guessing would give. */
  readonly chance?: number;
  /** Places on the x axis at which a run was resumed. */
  readonly seams?: readonly number[];
}

/** Beyond, raw lines and bands would be a fog. */
const mostDetailedLines = 12;
/** Up to so many points each one gets its mark. */
const mostMarkedPoints = 30;

export interface SmoothLine extends CurveLine {
  readonly id: string;
  readonly smooth: readonly (number | null)[];
  readonly raw: readonly (number | null)[];
}

/** Values that the axis cannot show become gaps. */
const drawable = (values: readonly number[], scale: CurveInput['yScale']): readonly (number | null)[] =>
  values.map((value) => (Number.isFinite(value) && (scale !== 'log' || value > 0) ? value : null));

export function toSmoothLine(line: CurveLine, { metric, smoothing, yScale }: CurveInput): SmoothLine {
  return {
    ...line,
    id: `${line.runId}:${metric}`,
    smooth: drawable(smooth(line.series, smoothing), yScale),
    raw: drawable(line.series.values, yScale),
  };
}

function mainSeries(line: SmoothLine, isNamed: boolean, theme: ThemeName): LineSeriesOption {
  const mark = lossMark(line.kind);
  const { steps, min, max } = line.series;
  return {
    id: line.id,
    name: line.name,
    type: 'line',
    z: 3,
    dimensions: ['step', 'smoothed', 'value', 'min', 'max'],
    data: steps.map((step, i) => [
      step,
      line.smooth[i] ?? null,
      line.raw[i] ?? null,
      min[i] ?? null,
      max[i] ?? null,
    ]) as LineSeriesOption['data'] & object,
    symbol: mark.symbol,
    symbolSize: 6 * mark.symbolScale,
    showSymbol: steps.length <= mostMarkedPoints,
    lineStyle: { color: line.colour, width: 2, type: mark.dash },
    itemStyle: { color: line.colour },
    emphasis: { disabled: true },
    triggerEvent: true,
    ...(isNamed && endName(line.name, line.colour, theme)),
  };
}

function rawSeries(line: SmoothLine): LineSeriesOption {
  return {
    id: `${line.id}${helperSign}raw`,
    type: 'line',
    z: 2,
    silent: true,
    tooltip: { show: false },
    data: line.series.steps.map((step, i) => [step, line.raw[i] ?? null]) as LineSeriesOption['data'] &
      object,
    showSymbol: false,
    lineStyle: { color: line.colour, width: 1, opacity: 0.3 },
    emphasis: { disabled: true },
  };
}

/** Only where a bucket holds more than one value. */
function bandSeries(line: SmoothLine, yScale: CurveInput['yScale']): readonly ChartSeries[] {
  const { steps, values, min, max } = line.series;
  if (!values.some((value, i) => (min[i] ?? value) < value || (max[i] ?? value) > value)) return [];
  const points = steps.map((x, i) => ({ x, low: min[i] ?? NaN, high: max[i] ?? NaN }));
  return [band(line.id, yScale === 'log' ? points.filter(({ low }) => low > 0) : points, line.colour)];
}

function chanceSeries({ chance, lines, labels, theme, yScale }: CurveInput): readonly ChartSeries[] {
  if (chance === undefined || labels.chance === undefined || (yScale === 'log' && chance <= 0)) return [];
  const steps = lines.flatMap(({ series }) => [series.steps[0] ?? 0, series.steps.at(-1) ?? 0]);
  if (steps.length === 0) return [];
  const colour = chartTheme(theme).textMuted;
  return [
    {
      id: `${helperSign}chance`,
      type: 'line',
      silent: true,
      tooltip: { show: false },
      // The points make room on the axis; the line through them runs over the whole width.
      data: [
        [Math.min(...steps), chance],
        [Math.max(...steps), chance],
      ],
      showSymbol: false,
      lineStyle: { opacity: 0 },
      markLine: {
        silent: true,
        symbol: 'none',
        data: [{ yAxis: chance }],
        lineStyle: { color: colour, type: [2, 4], width: 1 },
        label: {
          position: 'insideEndTop',
          formatter: () => labels.chance ?? '',
          color: colour,
          fontFamily,
          fontSize,
        },
      },
    },
  ];
}

/** Where a run went on from a checkpoint: a thin line through the plot. */
function seamSeries({ seams = [], labels, lines, theme }: CurveInput): readonly ChartSeries[] {
  const first = lines[0]?.series;
  if (seams.length === 0 || !first) return [];
  const colour = chartTheme(theme).textMuted;
  return [
    {
      id: `${helperSign}seams`,
      type: 'line',
      silent: true,
      tooltip: { show: false },
      data: [[first.steps[0] ?? 0, first.values[0] ?? 0]],
      showSymbol: false,
      markLine: {
        silent: true,
        symbol: 'none',
        data: seams.map((xAxis) => ({ xAxis })),
        lineStyle: { color: colour, type: [4, 3], width: 1 },
        label: {
          position: 'insideEndTop',
          formatter: () => labels.seam ?? '',
          color: colour,
          fontFamily,
          fontSize,
        },
      },
    },
  ];
}

/** A line without marks of its own ends in one, so that its loss can be told. */
function endMark(line: SmoothLine): readonly ChartSeries[] {
  const last = line.smooth.findLastIndex((value) => value !== null);
  const [step, value] = [line.series.steps[last], line.smooth[last]];
  if (step === undefined || typeof value !== 'number' || line.series.steps.length <= mostMarkedPoints)
    return [];
  const mark = lossMark(line.kind);
  return [
    {
      id: `${line.id}${helperSign}end`,
      type: 'scatter',
      z: 4,
      silent: true,
      tooltip: { show: false },
      symbol: mark.symbol,
      symbolSize: 7 * mark.symbolScale,
      itemStyle: { color: line.colour, opacity: 1 },
      data: [[step, value]],
    },
  ];
}

/** All series of the figure, those at the back first. */
export function curveSeries(input: CurveInput, lines: readonly SmoothLine[]): readonly ChartSeries[] {
  const areNamed = lines.length <= mostNamedLines;
  const areDetailed = lines.length <= mostDetailedLines;
  return [
    ...chanceSeries(input),
    ...seamSeries(input),
    ...(areDetailed ? lines.flatMap((line) => bandSeries(line, input.yScale)) : []),
    ...(areDetailed && input.smoothing.kind !== 'off' ? lines.map(rawSeries) : []),
    ...lines.map((line) => mainSeries(line, areNamed, input.theme)),
    ...(areNamed ? lines.flatMap(endMark) : []),
  ];
}
