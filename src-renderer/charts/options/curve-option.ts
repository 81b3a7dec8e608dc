/** One measure of several runs over steps. */

import { metricInfo, type MetricName } from '#shared/metric';
import { formatCount, formatMetric, type Locale } from '../format';
import { nearestIndex, rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { fixedTicks, logTicks, roundTicks, xAxis, yAxis, type Range } from './axes';
import { curveSeries, toSmoothLine, type CurveInput, type SmoothLine } from './curve-series';
import { mostNamedLines, namesWidth } from './line-ends';
import { tauScale } from './tau-scale';

const xText = ({ xFormat, locale }: CurveInput): ((x: number) => string) =>
  xFormat ?? ((x) => formatCount(x, locale));

function tooltipWriter(lines: readonly SmoothLine[], input: CurveInput): TooltipWriter {
  const { labels, metric, locale } = input;
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
    return tooltipHtml(`${labels.x} ${xText(input)(x)}`, rowsNearestFirst(candidates, rank));
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

/** Not spread into `Math.min`, which takes only so many arguments. */
const rangeOf = (values: readonly number[]): Range | null =>
  values.length === 0
    ? null
    : values.reduce(({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }), {
        min: Infinity,
        max: -Infinity,
      });

/** The steps that were taken, to the last one, without room for steps that were not. */
function stepAxis(lines: readonly SmoothLine[], input: CurveInput) {
  const axis = xAxis({ theme: input.theme, name: input.labels.x, format: xText(input) });
  const range = rangeOf(lines.flatMap(({ series }) => series.steps));
  return range && range.min < range.max ? fixedTicks(axis, range, roundTicks(range)) : axis;
}

/** The range without the 5 % on either side, as TensorBoard takes it; null where that leaves nothing. */
export function innerRange(values: readonly number[]): Range | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.ceil(0.05 * (sorted.length - 1)), Math.floor(0.95 * (sorted.length - 1))];
  const [min, max] = [sorted[low], sorted[high]];
  return min !== undefined && max !== undefined && min < max ? { min, max } : null;
}

function valueAxis(lines: readonly SmoothLine[], input: CurveInput) {
  const { theme, labels, metric, locale, yScale = 'linear', chance } = input;
  const axis = yAxis({ theme, name: labels.y, scale: yScale, format: axisFormat(metric, locale) });
  const isInner = input.fit === 'inner';
  if (yScale === 'linear' && !isInner) return axis;
  const values = lines.flatMap(({ smooth, raw }) => [
    ...smooth,
    ...raw,
    ...(isInner ? [] : [chance ?? null]),
  ]);
  const finite = values.filter((value): value is number => value !== null);
  const range = isInner ? innerRange(finite) : rangeOf(finite.filter((value) => value > 0));
  if (!range) return axis;
  if (yScale === 'linear') {
    const room = (range.max - range.min) * 0.05;
    const around = { min: range.min - room, max: range.max + room };
    return fixedTicks(axis, around, roundTicks(around, 6));
  }
  const withRoom = { min: range.min / 1.1, max: range.max * 1.1 };
  return fixedTicks(axis, withRoom, logTicks(withRoom));
}

export function curveOption(input: CurveInput): ChartOption {
  const { theme } = input;
  const lines = input.lines.map((line) => toSmoothLine(line, input));
  // The curve of a single run needs no name where the page has it.
  const hasNames = lines.length <= mostNamedLines && lines.some(({ name }) => name !== '');
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: hasNames ? namesWidth : 24, top: 32, bottom: 44 },
    xAxis: stepAxis(lines, input),
    yAxis: valueAxis(lines, input),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(lines, input),
    },
    series: [...curveSeries(input, lines)],
    ...scaleBar(input),
  };
}
