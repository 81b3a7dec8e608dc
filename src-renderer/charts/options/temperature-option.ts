/** A measure against τ: mean and spread over seeds, one line per loss, losses without τ as level lines. */

import type { LineSeriesOption } from 'echarts/charts';
import { metricInfo, type MetricName } from '#shared/metric';
import { noTauColour, tauColour } from '../colour';
import { formatMetric, type Locale } from '../format';
import type { RunGroup } from '../group-runs';
import { lossMark } from '../marks';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import type { Statistics } from '../statistics';
import { temperatureLines, type LineWords, type TemperatureLine } from '../temperature-lines';
import { chartTheme, fontFamily, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { tauAxis, tauAxisRange, yAxis, type Range } from './axes';
import { band, errorBars } from './band';
import { endName, mostNamedLines, roomForNames } from './line-ends';

export interface TemperatureInput {
  readonly groups: readonly RunGroup[];
  readonly metric: MetricName;
  readonly labels: LineWords & {
    /** Of the axis of τ. */
    readonly x: string;
    readonly y: string;
    /** Heads of the tooltip's rows: mean, standard deviation, number of runs. */
    readonly mean: string;
    readonly deviation: string;
    readonly count: string;
  };
  readonly theme: ThemeName;
  readonly locale: Locale;
}

interface Point {
  readonly group: RunGroup;
  readonly statistics: Statistics;
}

interface Line extends Omit<TemperatureLine, 'groups'> {
  readonly id: string;
  readonly points: readonly Point[];
}

const dimensions = ['temperature', 'mean', 'deviation', 'n', `${helperSign}x`];

function toLine(line: TemperatureLine, metric: MetricName): Line {
  const points = line.groups.flatMap((group) => {
    const statistics = group.metrics[metric];
    return statistics ? [{ group, statistics }] : [];
  });
  return { ...line, id: `${metric}:${line.key}`, points };
}

/** `n = 3`, or `n = 1–3` where seeds are still missing. */
function nameWithCount({ name, points }: Line): string {
  const counts = points.map(({ statistics }) => statistics.n);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return high > 1 ? `${name} (n = ${low === high ? low : `${low}–${high}`})` : name;
}

const low = ({ mean, deviation }: Statistics): number => (deviation === null ? NaN : mean - deviation);
const high = ({ mean, deviation }: Statistics): number => (deviation === null ? NaN : mean + deviation);

const cells = ({ group, statistics }: Point, x: number) => ({
  id: group.key,
  value: [group.temperature ?? null, statistics.mean, statistics.deviation, statistics.n, x] as number[],
});

/** Everything that a line and a level have in common; without room it has no name. */
function lineSeries(line: Line, theme: ThemeName, room: number): LineSeriesOption {
  const mark = lossMark(line.kind);
  return {
    id: line.id,
    name: line.name,
    type: 'line',
    z: 4,
    dimensions,
    encode: { x: 4, y: 1 },
    symbol: mark.symbol,
    symbolSize: 10 * mark.symbolScale,
    showSymbol: true,
    lineStyle: { color: chartTheme(theme).joint, width: 1.5, type: mark.dash },
    emphasis: { scale: 1.3 },
    cursor: 'pointer',
    ...(room > 0 && endName(nameWithCount(line), chartTheme(theme).text, theme, room)),
  };
}

function curve(line: Line, theme: ThemeName, room: number): readonly ChartSeries[] {
  const coloured = line.points.map((point) => ({
    point,
    x: point.group.temperature ?? NaN,
    colour: tauColour(point.group.temperature ?? 1, theme),
  }));
  const bars = coloured.map(({ point, x, colour }) => ({
    x,
    colour,
    low: low(point.statistics),
    high: high(point.statistics),
  }));
  const data = coloured.map(({ point, x, colour }) => ({ ...cells(point, x), itemStyle: { color: colour } }));
  return [
    errorBars(line.id, bars, chartTheme(theme).joint),
    { ...lineSeries(line, theme, room), data: data },
  ];
}

/** One value for every τ: a line through the whole plot, with its mark at the right. */
function level(line: Line, range: Range, theme: ThemeName, room: number): readonly ChartSeries[] {
  const point = line.points[0];
  if (!point) return [];
  const colour = noTauColour(theme);
  const { statistics } = point;
  const spread = [range.min, range.max].map((x) => ({ x, low: low(statistics), high: high(statistics) }));
  return [
    band(line.id, spread, colour),
    {
      id: `${line.id}${helperSign}level`,
      type: 'line',
      z: 2,
      silent: true,
      tooltip: { show: false },
      showSymbol: false,
      data: [
        [range.min, statistics.mean],
        [range.max, statistics.mean],
      ],
      lineStyle: { color: colour, width: 1.5, type: lossMark(line.kind).dash },
    },
    {
      ...lineSeries(line, theme, room),
      data: [{ ...cells(point, range.max), itemStyle: { color: colour } }],
    },
  ];
}

function tooltipWriter(lines: readonly Line[], { labels, metric, locale, theme }: TemperatureInput) {
  return (params: unknown): string => {
    const item = firstItem(params);
    const line = lines.find(({ id }) => id === item?.seriesId);
    const point = line?.points[item?.dataIndex ?? -1];
    if (!line || !point) return '';
    const { group, statistics } = point;
    const tau = group.temperature;
    const colour = tau === undefined ? noTauColour(theme) : tauColour(tau, theme);
    const { mean, deviation, n } = statistics;
    const rows = [
      { colour, name: labels.mean, value: formatMetric(metric, mean, locale) },
      { colour, name: labels.deviation, value: formatMetric(metric, deviation, locale) },
      { colour, name: labels.count, value: String(n) },
    ];
    return tooltipHtml(tau === undefined ? line.name : `${line.name}, τ ${tau}`, rows);
  };
}

export function temperatureOption(input: TemperatureInput): ChartOption {
  const { theme, labels, metric } = input;
  const lines = temperatureLines(input.groups, labels)
    .map((line) => toLine(line, metric))
    .filter(({ points }) => points.length > 0);
  const room = lines.length <= mostNamedLines ? roomForNames(lines.map(nameWithCount)) : 0;
  const taus = lines.flatMap(({ points }) => points.flatMap(({ group }) => group.temperature ?? []));
  const range = tauAxisRange(taus);
  const isPercent = metricInfo(metric).format === 'percent';
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: Math.max(room, 24), top: 32, bottom: 44 },
    xAxis: tauAxis(theme, labels.x, range),
    yAxis: yAxis({
      theme,
      name: labels.y,
      ...(isPercent && { roomAround: 0.05 }),
      format: (value) => String(Number((isPercent ? value * 100 : value).toPrecision(6))).replace('-', '−'),
    }),
    tooltip: { ...tooltipStyle(theme), trigger: 'item', formatter: tooltipWriter(lines, input) },
    series: lines.flatMap((line) =>
      line.hasTemperature ? curve(line, theme, room) : level(line, range, theme, room),
    ),
  };
}
