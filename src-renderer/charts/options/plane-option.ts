/** The uniformity–tolerance plane: each group of runs a mark, its accuracy the colour, its τ written beside it. */

import type { LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { MetricName } from '#shared/metric';
import { accuracyRamp, noTauColour } from '../colour';
import { formatMetric, type Locale } from '../format';
import { groupLines } from '../group-lines';
import { nameOf, namingPaths, type GroupWords } from '../group-names';
import { groupingPaths, type Grouping, type RunGroup } from '../group-runs';
import { lossKinds, lossMark, type LossKind } from '../marks';
import type { ChartOption } from '../register';
import { helperSign } from '../series-data';
import { halfWidth, type Spread, type Statistics } from '../statistics';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { xAxis, yAxis } from './axes';

export interface PlaneInput {
  readonly groups: readonly RunGroup[];
  readonly grouping?: Grouping;
  readonly spread?: Spread;
  /** Which accuracy gives the colour. */
  readonly accuracy: MetricName;
  readonly labels: GroupWords & {
    readonly uniformity: string;
    readonly tolerance: string;
    readonly accuracy: string;
  };
  readonly theme: ThemeName;
  readonly locale: Locale;
}

interface Point {
  readonly group: RunGroup;
  readonly uniformity: Statistics;
  readonly tolerance: Statistics;
  readonly accuracy: Statistics | undefined;
}

const toPoints = (groups: readonly RunGroup[], accuracy: MetricName): readonly Point[] =>
  groups.flatMap((group) => {
    const { uniformity, tolerance } = group.metrics;
    return uniformity && tolerance
      ? [{ group, uniformity, tolerance, accuracy: group.metrics[accuracy] }]
      : [];
  });

/** Without τ, on the side where the other losses usually are not; right unless told otherwise. */
const labelSides: Partial<Record<LossKind, 'left' | 'right' | 'top'>> = { 'hard-simple': 'top' };

/** Neighbours in τ lie close together, so their labels take turns on either side. */
function sideOf(group: RunGroup, points: readonly Point[]): 'left' | 'right' | 'top' {
  if (group.temperature === undefined) return (group.kind && labelSides[group.kind]) ?? 'right';
  const greater = points.filter((other) => (other.group.temperature ?? 0) > (group.temperature ?? 0)).length;
  return greater % 2 === 0 ? 'left' : 'right';
}

const dimensions = ['uniformity', 'tolerance', 'accuracy', 'temperature'];

/** With more, the labels would be all that is seen. */
const mostLabels = 28;

type Kind = LossKind | null;
const kinds: readonly Kind[] = [...lossKinds, null];
const idOf = (kind: Kind): string => `plane:${kind ?? 'mixed'}`;

/** What sets the group apart from the others of its loss. */
function nameOfGroup(
  { config }: RunGroup,
  { groups, grouping = 'configuration', labels }: PlaneInput,
): string {
  const rivals = groups.map((group) => group.config);
  return nameOf(config, namingPaths(config, rivals, groupingPaths(grouping)), labels);
}

function kindSeries(kind: Kind, points: readonly Point[], input: PlaneInput): ScatterSeriesOption {
  const { theme, labels } = input;
  const mark = lossMark(kind);
  return {
    id: idOf(kind),
    name: kind === null ? '' : labels.kinds[kind],
    type: 'scatter',
    z: 4,
    dimensions,
    symbol: mark.symbol,
    symbolSize: 14 * mark.symbolScale,
    itemStyle: { borderColor: chartTheme(theme).text, borderWidth: 1 },
    data: points.map(({ group, uniformity, tolerance, accuracy }) => ({
      id: group.key,
      value: [uniformity.mean, tolerance.mean, accuracy?.mean ?? NaN, group.temperature ?? NaN],
      label: { position: sideOf(group, points) },
    })),
    label: {
      show: toPoints(input.groups, input.accuracy).length <= mostLabels,
      distance: 6,
      formatter: ({ dataIndex }) => {
        const group = points[dataIndex]?.group;
        if (!group) return '';
        if (group.temperature !== undefined) return `τ ${group.temperature}`;
        return kind === null ? nameOfGroup(group, input) : labels.kinds[kind];
      },
      color: chartTheme(theme).text,
      fontFamily,
      fontSize,
      textBorderColor: chartTheme(theme).background,
      textBorderWidth: 2,
    },
    labelLayout: { moveOverlap: 'shiftY' },
    cursor: 'pointer',
  };
}

/** A thin line through the groups of one loss in the order of τ. */
function paths({ groups, grouping, labels, theme }: PlaneInput): readonly LineSeriesOption[] {
  return groupLines(groups, 'loss.temperature', { grouping: grouping ?? 'configuration', words: labels })
    .filter(({ hasField }) => hasField)
    .map((line) => ({
      id: `${line.key}${helperSign}path`,
      type: 'line',
      z: 2,
      silent: true,
      tooltip: { show: false },
      showSymbol: false,
      lineStyle: { color: chartTheme(theme).joint, width: 1, opacity: 0.7, type: lossMark(line.kind).dash },
      data: line.groups.flatMap(({ metrics: { uniformity, tolerance } }) =>
        uniformity && tolerance ? [[uniformity.mean, tolerance.mean]] : [],
      ),
    }));
}

function withSpread(
  metric: MetricName,
  statistics: Statistics,
  { locale, spread = 'sd' }: PlaneInput,
): string {
  const mean = formatMetric(metric, statistics.mean, locale);
  const half = halfWidth(statistics, spread);
  return half === null ? mean : `${mean} ± ${formatMetric(metric, half, locale)}`;
}

function tooltipWriter(byKind: ReadonlyMap<Kind, readonly Point[]>, input: PlaneInput) {
  const { labels, theme, accuracy: metric } = input;
  const colour = chartTheme(theme).axis;
  return (params: unknown): string => {
    const item = firstItem(params);
    const kind = kinds.find((one) => item?.seriesId === idOf(one));
    const point = kind === undefined ? undefined : byKind.get(kind)?.[item?.dataIndex ?? -1];
    if (!point) return '';
    const { group, uniformity, tolerance, accuracy } = point;
    const parts = [nameOfGroup(group, input), uniformity.n > 1 ? `n = ${uniformity.n}` : ''];
    return tooltipHtml(parts.filter((part) => part !== '').join(', '), [
      { colour, name: labels.accuracy, value: accuracy ? withSpread(metric, accuracy, input) : '–' },
      { colour, name: labels.uniformity, value: withSpread('uniformity', uniformity, input) },
      { colour, name: labels.tolerance, value: withSpread('tolerance', tolerance, input) },
    ]);
  };
}

function colourScale(points: readonly Point[], { theme, labels, accuracy, locale }: PlaneInput) {
  const values = points.flatMap((point) => (point.accuracy ? [point.accuracy.mean] : []));
  const min = values.length > 0 ? Math.min(...values) : 0;
  const max = values.length > 0 ? Math.max(...values) : 1;
  return {
    type: 'continuous' as const,
    show: values.length > 0,
    // A scale of no length has no colours.
    min: min === max ? min - 0.005 : min,
    max: min === max ? max + 0.005 : max,
    dimension: 2,
    seriesIndex: kinds.map((_, i) => i),
    hoverLink: false,
    orient: 'vertical' as const,
    right: 16,
    top: 36,
    itemWidth: 10,
    itemHeight: 120,
    padding: 0,
    text: [
      `${labels.accuracy}\n${formatMetric(accuracy, max, locale)}`,
      formatMetric(accuracy, min, locale),
    ] as [string, string],
    textStyle: { color: chartTheme(theme).textMuted, fontFamily, fontSize, lineHeight: 16 },
    inRange: { color: [...accuracyRamp(theme)] },
    outOfRange: { color: noTauColour(theme) },
  };
}

const axisFormat = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** So that no mark or label lies on an axis. */
const roomAround: [string, string] = ['8%', '8%'];

export function planeOption(input: PlaneInput): ChartOption {
  const { theme, labels } = input;
  const points = toPoints(input.groups, input.accuracy);
  const byKind = new Map(kinds.map((kind) => [kind, points.filter(({ group }) => group.kind === kind)]));
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: 124, top: 32, bottom: 44 },
    xAxis: { ...xAxis({ theme, name: labels.uniformity, format: axisFormat }), boundaryGap: roomAround },
    yAxis: { ...yAxis({ theme, name: labels.tolerance, format: axisFormat }), boundaryGap: roomAround },
    visualMap: colourScale(points, input),
    tooltip: { ...tooltipStyle(theme), trigger: 'item', formatter: tooltipWriter(byKind, input) },
    series: [...kinds.map((kind) => kindSeries(kind, byKind.get(kind) ?? [], input)), ...paths(input)],
  };
}
