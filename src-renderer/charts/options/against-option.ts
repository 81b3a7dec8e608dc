/** A measure against a field such as τ: mean and spread of each group, one line per loss, level lines where the field has no effect. */

import type { LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import { effectiveValue } from '#shared/config/diff';
import type { ConfigPath, ConfigValue } from '#shared/config/fields';
import { metricInfo, type MetricName } from '#shared/metric';
import { bestRange } from '../best-range';
import { categoricalColour, noTauColour, tauColour } from '../colour';
import { formatMetric, type Locale } from '../format';
import { groupLines, type GroupLine } from '../group-lines';
import { fieldName, fieldText, type GroupWords } from '../group-names';
import type { Grouping, RunGroup } from '../group-runs';
import { lossKinds, lossMark, type LossKind } from '../marks';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import { halfWidth, type Spread, type Statistics } from '../statistics';
import { chartTheme, fontFamily, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { yAxis } from './axes';
import { band, errorBars, shadedRange } from './band';
import { endName, mostNamedLines, roomForNames } from './line-ends';
import { leftRoom, quantityAxis, type QuantityAxis } from './quantity-axis';

/** A published number. */
export interface PaperMark {
  readonly kind: LossKind;
  /** Null where the loss has none. */
  readonly temperature: number | null;
  readonly value: number;
  /** Where it was published. */
  readonly source: string;
}

export interface AgainstInput {
  /** Every value of the field is a group of its own. */
  readonly groups: readonly RunGroup[];
  readonly metric: MetricName;
  readonly field: ConfigPath;
  readonly grouping?: Grouping;
  readonly spread?: Spread;
  readonly labels: GroupWords & {
    /** Of the axis of the field. */
    readonly x: string;
    readonly y: string;
    /** Heads of the tooltip's rows: mean, spread, number of runs. */
    readonly mean: string;
    readonly deviation: string;
    readonly count: string;
  };
  readonly theme: ThemeName;
  readonly locale: Locale;
  /** Drawn hollow and grey, where the field is τ. */
  readonly paper?: readonly PaperMark[];
  /** Standard error of one accuracy, for the best range of single runs. */
  readonly errorOfOne?: (accuracy: number) => number;
}

interface Point {
  readonly group: RunGroup;
  readonly statistics: Statistics;
  readonly half: number | null;
  readonly value: ConfigValue | undefined;
  readonly x: number;
}

interface Line extends Omit<GroupLine, 'groups'> {
  readonly id: string;
  readonly points: readonly Point[];
  readonly colourOf: (group: RunGroup) => string;
}

interface Drawing {
  readonly input: AgainstInput;
  readonly axis: QuantityAxis;
}

const dimensions = ['x', 'mean', 'spread', 'n', `${helperSign}x`];

/** Colour means τ where the groups differ in it; else every line has its own. */
function colourOfLine(index: number, { groups, theme }: AgainstInput): (group: RunGroup) => string {
  const differ = new Set(groups.flatMap(({ temperature }) => temperature ?? [])).size > 1;
  if (!differ) return () => categoricalColour(index, theme);
  return ({ temperature }) =>
    temperature === undefined ? noTauColour(theme) : tauColour(temperature, theme);
}

function toLine(line: GroupLine, index: number, { input, axis }: Drawing): Line {
  const points = line.groups.flatMap((group): Point[] => {
    const statistics = group.metrics[input.metric];
    const value = effectiveValue(input.field, group.config);
    const x = line.hasField ? axis.at(value) : axis.range.max;
    if (!statistics || x === null) return [];
    return [{ group, statistics, half: halfWidth(statistics, input.spread ?? 'sd'), value, x }];
  });
  return { ...line, id: `${input.metric}:${line.key}`, points, colourOf: colourOfLine(index, input) };
}

/** `n = 3`, or `n = 1–3` where seeds are still missing. */
function nameWithCount({ name, points }: Line): string {
  const counts = points.map(({ statistics }) => statistics.n);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  return high > 1 ? `${name} (n = ${low === high ? low : `${low}–${high}`})`.trim() : name;
}

const low = ({ statistics, half }: Point): number => (half === null ? NaN : statistics.mean - half);
const high = ({ statistics, half }: Point): number => (half === null ? NaN : statistics.mean + half);

const cells = ({ group, statistics, half, value, x }: Point) => ({
  id: group.key,
  value: [value ?? null, statistics.mean, half, statistics.n, x] as number[],
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
  const bars = line.points.map((point) => ({
    x: point.x,
    colour: line.colourOf(point.group),
    low: low(point),
    high: high(point),
  }));
  const data = line.points.map((point) => ({
    ...cells(point),
    itemStyle: { color: line.colourOf(point.group) },
  }));
  return [errorBars(line.id, bars, chartTheme(theme).joint), { ...lineSeries(line, theme, room), data }];
}

/** One value for all of the axis: a line through the whole plot, with its mark at the right. */
function level(
  line: Line,
  { input: { theme }, axis: { range } }: Drawing,
  room: number,
): readonly ChartSeries[] {
  const point = line.points[0];
  if (!point) return [];
  const colour = line.colourOf(point.group);
  const spread = [range.min, range.max].map((x) => ({ x, low: low(point), high: high(point) }));
  return [
    band(line.id, spread, colour),
    {
      id: `${line.id}${helperSign}level`,
      type: 'line',
      z: 2,
      silent: true,
      tooltip: { show: false },
      showSymbol: false,
      data: spread.map(({ x }) => [x, point.statistics.mean]),
      lineStyle: { color: colour, width: 1.5, type: lossMark(line.kind).dash },
    },
    { ...lineSeries(line, theme, room), data: [{ ...cells(point), itemStyle: { color: colour } }] },
  ];
}

/** Hollow and grey: never to be taken for a run of one's own. */
function paperSeries({ input, axis }: Drawing): readonly ScatterSeriesOption[] {
  const { paper = [], field, labels, theme } = input;
  if (field !== 'loss.temperature') return [];
  return lossKinds.flatMap((kind) => {
    const marks = paper.filter((mark) => mark.kind === kind);
    if (marks.length === 0) return [];
    const { symbol, symbolScale } = lossMark(kind);
    return {
      id: `paper:${kind}`,
      name: `${marks[0]?.source ?? ''} · ${labels.kinds[kind]}`,
      type: 'scatter' as const,
      z: 3,
      dimensions: ['x', 'mean'],
      symbol,
      symbolSize: 10 * symbolScale,
      itemStyle: { color: 'transparent', borderColor: chartTheme(theme).axis, borderWidth: 1.5 },
      data: marks.map(({ temperature, value }) => [temperature ?? axis.range.max, value]),
    };
  });
}

/** Of the line with the best mean: the values of the field that do as well as its best one. */
function bestSeries(lines: readonly Line[], { input, axis }: Drawing): readonly ChartSeries[] {
  if (metricInfo(input.metric).format !== 'percent' || metricInfo(input.metric).better !== 'higher')
    return [];
  const greatest = (line: Line): number => Math.max(...line.points.map(({ statistics }) => statistics.mean));
  const curves = lines.filter((line) => line.hasField && typeof line.points[0]?.value === 'number');
  const [best] = [...curves].sort((a, b) => greatest(b) - greatest(a));
  const candidates = (best?.points ?? []).map(({ x, statistics }) => ({
    x,
    mean: statistics.mean,
    error: halfWidth(statistics, 'se') ?? input.errorOfOne?.(statistics.mean) ?? null,
  }));
  const range = bestRange(candidates, axis.isLog);
  return range ? [shadedRange(input.metric, range, chartTheme(input.theme).joint)] : [];
}

function tooltipWriter(lines: readonly Line[], input: AgainstInput) {
  const { labels, metric, locale, field, paper = [], theme } = input;
  return (params: unknown): string => {
    const item = firstItem(params);
    const kind = lossKinds.find((name) => item?.seriesId === `paper:${name}`);
    const mark = kind && paper.filter((one) => one.kind === kind)[item?.dataIndex ?? -1];
    if (kind && mark) {
      const tau = mark.temperature === null ? '' : ` · τ ${mark.temperature}`;
      return tooltipHtml(mark.source, [
        {
          colour: chartTheme(theme).axis,
          name: `${labels.kinds[kind]}${tau}`,
          value: formatMetric(metric, mark.value, locale),
        },
      ]);
    }
    const line = lines.find(({ id }) => id === item?.seriesId);
    const point = line?.points[item?.dataIndex ?? -1];
    if (!line || !point) return '';
    const { group, statistics, half, value } = point;
    const colour = line.colourOf(group);
    const rows = [
      { colour, name: labels.mean, value: formatMetric(metric, statistics.mean, locale) },
      { colour, name: labels.deviation, value: formatMetric(metric, half, locale) },
      { colour, name: labels.count, value: String(statistics.n) },
    ];
    const place = value === undefined ? '' : `${fieldName(field, labels)} ${fieldText(field, value, labels)}`;
    return tooltipHtml([line.name, place].filter((part) => part !== '').join(', '), rows);
  };
}

export function againstOption(input: AgainstInput): ChartOption {
  const { theme, labels, metric, field, groups, paper = [], locale } = input;
  const isTau = field === 'loss.temperature';
  const values = [
    ...groups.filter((group) => group.metrics[metric]).map(({ config }) => effectiveValue(field, config)),
    ...(isTau ? paper.flatMap(({ temperature }) => temperature ?? []) : []),
  ];
  const text = (path: ConfigPath, value: ConfigValue): string => fieldText(path, value, labels);
  const axis = quantityAxis({ side: 'x', quantity: field, values, name: labels.x, theme, locale, text });
  const drawing = { input, axis };
  const lines = groupLines(groups, field, { grouping: input.grouping ?? 'configuration', words: labels })
    .map((line, i) => toLine(line, i, drawing))
    .filter(({ points }) => points.length > 0);
  const room = lines.length <= mostNamedLines ? roomForNames(lines.map(nameWithCount)) : 0;
  const isPercent = metricInfo(metric).format === 'percent';
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: leftRoom([]), right: Math.max(room, 24), top: 32, bottom: 44 },
    xAxis: axis.axis,
    yAxis: yAxis({
      theme,
      name: labels.y,
      ...(isPercent && { roomAround: 0.05 }),
      format: (value) => String(Number((isPercent ? value * 100 : value).toPrecision(6))).replace('-', '−'),
    }),
    tooltip: { ...tooltipStyle(theme), trigger: 'item', formatter: tooltipWriter(lines, input) },
    series: [
      ...bestSeries(lines, drawing),
      ...lines.flatMap((line) => (line.hasField ? curve(line, theme, room) : level(line, drawing, room))),
      ...paperSeries(drawing),
    ],
  };
}
