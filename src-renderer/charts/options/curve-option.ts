/** One measure of several runs over steps: raw faint under smoothed, the spread of each bucket as a band. */

import type { LineSeriesOption } from 'echarts/charts';
import { metricInfo, type MetricName } from '#shared/metric';
import type { Series } from '#shared/run';
import { formatCount, formatMetric, type Locale } from '../format';
import { lossMark, type LossKind } from '../marks';
import { nearestIndex, rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import { smooth, type Smoothing } from '../smoothing';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { xAxis, yAxis } from './axes';
import { band } from './band';
import { endName, mostNamedLines, namesWidth } from './line-ends';
import { tauScale } from './tau-scale';

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
  /** Translated names of the axes, and of the chance line where there is one. */
  readonly labels: { readonly x: string; readonly y: string; readonly chance?: string };
  readonly theme: ThemeName;
  readonly locale: Locale;
  readonly smoothing: Smoothing;
  readonly yScale?: 'linear' | 'log';
  /** What guessing would give. */
  readonly chance?: number;
}

/** Beyond, raw lines and bands would be a fog. */
const mostDetailedLines = 12;
/** Up to so many points each one gets its mark. */
const mostMarkedPoints = 30;

interface SmoothLine extends CurveLine {
  readonly id: string;
  readonly smooth: readonly (number | null)[];
  readonly raw: readonly (number | null)[];
}

/** Values that the axis cannot show become gaps. */
const drawable = (values: readonly number[], scale: CurveInput['yScale']): readonly (number | null)[] =>
  values.map((value) => (Number.isFinite(value) && (scale !== 'log' || value > 0) ? value : null));

function toSmoothLine(line: CurveLine, { metric, smoothing, yScale }: CurveInput): SmoothLine {
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
          position: 'insideStartTop',
          formatter: () => labels.chance ?? '',
          color: colour,
          fontFamily,
          fontSize,
        },
      },
    },
  ];
}

function tooltipWriter(lines: readonly SmoothLine[], { labels, metric, locale }: CurveInput): TooltipWriter {
  return (params, rank) => {
    const item = firstItem(params);
    const x = item?.axisValue ?? item?.value[0];
    if (x === undefined) return '';
    const candidates = lines.flatMap((line): Candidate[] => {
      const i = nearestIndex(line.series.steps, x);
      const [step, y] = [line.series.steps[i], line.smooth[i]];
      if (step === undefined || y === null || y === undefined) return [];
      const row = { colour: line.colour, name: line.name, value: formatMetric(metric, y, locale) };
      return [{ seriesId: line.id, value: [step, y], row }];
    });
    return tooltipHtml(`${labels.x} ${formatCount(x, locale)}`, rowsNearestFirst(candidates, rank));
  };
}

/** The scale bar stands in for the names where there are too many lines and they differ in τ. */
function scaleBar({ lines, theme }: CurveInput) {
  const taus = lines.flatMap(({ temperature }) => (temperature === undefined ? [] : [temperature]));
  const [low, high] = [Math.min(...taus), Math.max(...taus)];
  return lines.length > mostNamedLines && low < high ? { graphic: tauScale(low, high, theme) } : {};
}

const axisFormat = (metric: MetricName, locale: Locale) => (value: number) => {
  if (metricInfo(metric).format === 'percent') return String(Number((value * 100).toPrecision(6)));
  if (metricInfo(metric).format === 'rate') return formatCount(value, locale);
  return String(Number(value.toPrecision(6))).replace('-', '−');
};

export function curveOption(input: CurveInput): ChartOption {
  const { theme, labels, metric, locale, yScale = 'linear', smoothing } = input;
  const lines = input.lines.map((line) => toSmoothLine(line, input));
  const areNamed = lines.length <= mostNamedLines;
  const areDetailed = lines.length <= mostDetailedLines;
  const bar = scaleBar(input);
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: {
      left: 60,
      right: areNamed && lines.length > 0 ? namesWidth : 24,
      top: 36,
      bottom: 44,
    },
    xAxis: {
      ...xAxis({ theme, name: labels.x, format: (value) => formatCount(value, locale) }),
      scale: false,
      min: 'dataMin',
      max: 'dataMax',
    },
    yAxis: yAxis({ theme, name: labels.y, scale: yScale, format: axisFormat(metric, locale) }),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(lines, input),
    },
    series: [
      ...chanceSeries(input),
      ...(areDetailed ? lines.flatMap((line) => bandSeries(line, yScale)) : []),
      ...(areDetailed && smoothing.kind !== 'off' ? lines.map(rawSeries) : []),
      ...lines.map((line) => mainSeries(line, areNamed, theme)),
    ],
    ...bar,
  };
}
