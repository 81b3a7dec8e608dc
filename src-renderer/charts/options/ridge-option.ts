/** The similarities of pairs over the epochs: one ridge for each of a few epochs, the first at the back. */

import type { GraphicComponentOption } from 'echarts/components';
import type { SimilarityHistogram } from '#shared/detail';
import { rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { fixedTicks, xAxis, yAxis } from './axes';
import { middles, plain } from './detail-frame';
import { densities, partLooks, type PartLook, type SimilarityPart } from './similarity-parts';

export interface RidgeInput {
  /** In the order of the steps. */
  readonly ridges: readonly {
    readonly step: number;
    /** What the ridge is called on the axis, such as the number of its epoch. */
    readonly name: string;
    readonly histogram: SimilarityHistogram;
  }[];
  /** The ridge drawn strongest, by its step. */
  readonly shownStep: number | null;
  readonly labels: Readonly<Record<SimilarityPart | 'x' | 'y', string>>;
  readonly theme: ThemeName;
}

/** More would be lines instead of shapes. */
const mostRidges = 12;
/** How many places of the axis the highest peak takes. */
const overlap = 1.7;

/** So many of a list, evenly, with the first and the last. */
export const thin = <T>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, i) => Math.round((i * (list.length - 1)) / (most - 1))).flatMap(
        (at) => list[at] ?? [],
      );

interface Ridge {
  readonly id: string;
  readonly part: PartLook;
  readonly name: string;
  /** Where it stands on the axis. */
  readonly base: number;
  readonly isShown: boolean;
  readonly centres: readonly number[];
  readonly densities: readonly number[];
  readonly heights: readonly number[];
}

function toRidges({ ridges, shownStep, theme }: RidgeInput): readonly Ridge[] {
  const shown = thin(ridges, mostRidges);
  return partLooks(theme).flatMap((part) => {
    const own = shown.map(({ histogram }) => densities(histogram[part.key], histogram.edges));
    // Each kind of pair has its own scale: that of the positives would flatten the others.
    const peak = Math.max(...own.flat(), 0);
    return shown.flatMap((ridge, i) => {
      const values = own[i] ?? [];
      if (values.length === 0) return [];
      const base = shown.length - 1 - i;
      return {
        id: `ridge:${ridge.step}:${part.key}`,
        part,
        name: ridge.name,
        base,
        isShown: ridge.step === shownStep,
        centres: middles(ridge.histogram.edges),
        densities: values,
        heights: values.map((value) => base + (value / peak) * overlap),
      };
    });
  });
}

const line = ({ id, part, name, base, isShown, centres, ...ridge }: Ridge): ChartSeries => ({
  id,
  name: `${name} ${part.key}`,
  type: 'line',
  // Those in front hide those behind.
  z: 100 - base,
  dimensions: ['similarity', 'density', `${helperSign}height`],
  encode: { x: 0, y: 2 },
  data: centres.map((centre, i) => [centre, ridge.densities[i] ?? NaN, ridge.heights[i] ?? NaN]),
  showSymbol: false,
  lineStyle: { color: part.colour, width: isShown ? 2 : 1, opacity: isShown ? 1 : 0.75, type: part.dash },
  itemStyle: { color: part.colour },
  areaStyle: { color: part.colour, opacity: isShown ? 0.3 : 0.16, origin: base },
  emphasis: { disabled: true },
  triggerEvent: true,
});

/** The kinds of pairs in their colours, above the ridges, where no line crosses them. */
function legend({ labels, theme }: RidgeInput): GraphicComponentOption {
  const looks = partLooks(theme);
  const rich = Object.fromEntries(
    looks.map(({ key, colour }) => [key, { fill: colour, fontWeight: 500, fontSize, fontFamily }]),
  );
  const text = looks.map(({ key }) => `{${key}|${labels[key]}}`).join('    ');
  return {
    elements: [{ id: 'kinds', type: 'text', right: 24, top: 6, silent: true, style: { text, rich } }],
  };
}

function tooltipWriter(ridges: readonly Ridge[], labels: RidgeInput['labels']): TooltipWriter {
  return (params, rank) => {
    const i = firstItem(params)?.dataIndex ?? -1;
    const centre = ridges[0]?.centres[i];
    if (centre === undefined) return '';
    const candidates = ridges.map(({ id, part, name, densities: values, heights }): Candidate => ({
      seriesId: id,
      value: [centre, heights[i] ?? 0],
      row: {
        colour: part.colour,
        name: `${labels.y} ${name} · ${labels[part.key]}`,
        value: (values[i] ?? 0).toFixed(3),
      },
    }));
    return tooltipHtml(`${labels.x} ${plain(centre)}`, rowsNearestFirst(candidates, rank));
  };
}

export function ridgeOption(input: RidgeInput): ChartOption {
  const { labels, theme } = input;
  const ridges = toRidges(input);
  const names = thin(input.ridges, mostRidges).map(({ name }) => name);
  const last = names.length - 1;
  const y = yAxis({ theme, name: labels.y, format: (base) => names[last - Math.round(base)] ?? '' });
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: 24, top: 32, bottom: 44 },
    xAxis: { ...xAxis({ theme, name: labels.x, format: plain }), min: -1, max: 1 },
    yAxis: fixedTicks(
      { ...y, splitLine: { show: false } },
      { min: 0, max: Math.max(1, last + overlap) },
      names.map((_, i) => i),
    ),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(ridges, labels),
    },
    graphic: legend(input),
    series: ridges.map(line),
  };
}
