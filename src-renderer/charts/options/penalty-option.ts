/** The relative penalty of a negative against its similarity, for some τ (Wang & Liu, arXiv:2012.09740, Eq 5 and 8). */

import { effectiveNegatives, relativePenalties } from '#shared/hardness';
import { tauColour } from '../colour';
import { lossMark } from '../marks';
import { rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { xAxis, yAxis } from './axes';
import { endName, mostNamedLines } from './line-ends';
import { tauScale } from './tau-scale';

export interface PenaltyInput {
  readonly temperatures: readonly number[];
  /** How many nearest negatives count; all where left out. */
  readonly hardest?: number | undefined;
  /** How many negatives there are, evenly spaced in similarity over [-1, 1]. */
  readonly negatives?: number;
  readonly yScale?: 'linear' | 'log';
  readonly labels: {
    /** Similarity, of the x axis. */
    readonly x: string;
    /** Relative penalty, of the y axis. */
    readonly y: string;
    /** What `exp` of the entropy is called, such as `effective negatives`. */
    readonly effective: string;
  };
  readonly theme: ThemeName;
}

interface PenaltyLine {
  readonly id: string;
  readonly temperature: number;
  readonly colour: string;
  readonly penalties: readonly number[];
  readonly effective: number;
}

/** Below, a logarithmic axis would be all empty decades. */
const leastShown = 1e-6;

/** The power of ten under the least penalty that is drawn. */
function floorOf(lines: readonly PenaltyLine[]): number {
  const drawn = lines.flatMap(({ penalties }) => penalties.filter((penalty) => penalty >= leastShown));
  return drawn.length > 0 ? 10 ** Math.floor(Math.log10(Math.min(0.1, ...drawn))) : leastShown;
}

const written = (value: number): string =>
  value === 0 ? '0' : value < 0.001 ? value.toExponential(1).replace('-', '−') : value.toFixed(4);

const exponents = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** 0.001 as 10⁻³. */
const asPower = (value: number): string => {
  const exponent = Math.round(Math.log10(value));
  return exponent === 0 ? '1' : `10${exponent < 0 ? '⁻' : ''}${exponents[Math.abs(exponent)] ?? ''}`;
};

function tooltipWriter(
  lines: readonly PenaltyLine[],
  similarities: readonly number[],
  labels: PenaltyInput['labels'],
): TooltipWriter {
  return (params, rank) => {
    const i = firstItem(params)?.dataIndex ?? -1;
    const similarity = similarities[i];
    if (similarity === undefined) return '';
    const candidates = lines.map((line): Candidate => {
      const penalty = line.penalties[i] ?? 0;
      const name = `τ ${line.temperature} · ${line.effective.toFixed(1)} ${labels.effective}`;
      return {
        seriesId: line.id,
        value: [similarity, penalty],
        row: { colour: line.colour, name, value: written(penalty) },
      };
    });
    return tooltipHtml(`${labels.x} ${similarity.toFixed(2)}`, rowsNearestFirst(candidates, rank));
  };
}

export function penaltyOption(input: PenaltyInput): ChartOption {
  const { theme, labels, hardest, negatives = 201, yScale = 'log' } = input;
  const similarities = Array.from({ length: negatives }, (_, i) =>
    negatives === 1 ? 0 : (2 * i) / (negatives - 1) - 1,
  );
  const temperatures = [...new Set(input.temperatures)].sort((a, b) => a - b);
  const lines = temperatures.map((temperature): PenaltyLine => {
    const penalties = relativePenalties(similarities, temperature, hardest);
    const colour = tauColour(temperature, theme);
    return {
      id: `penalty:${temperature}`,
      temperature,
      colour,
      penalties,
      effective: effectiveNegatives(penalties),
    };
  });
  const areNamed = lines.length <= mostNamedLines;
  const [low, high] = [temperatures[0] ?? 0, temperatures.at(-1) ?? 0];
  const isLog = yScale === 'log';
  const mark = lossMark(hardest === undefined ? 'contrastive' : 'hard-contrastive');
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right: areNamed && lines.length > 0 ? 76 : 24, top: 32, bottom: 44 },
    xAxis: {
      ...xAxis({ theme, name: labels.x, format: (value) => String(value).replace('-', '−') }),
      min: -1,
      max: 1,
    },
    yAxis: {
      ...yAxis({ theme, name: labels.y, scale: yScale, ...(isLog && { format: asPower }) }),
      ...(isLog ? { min: floorOf(lines), max: 1 } : { min: 0 }),
    },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(lines, similarities, labels),
    },
    series: lines.map((line) => ({
      id: line.id,
      name: `τ ${line.temperature}`,
      type: 'line' as const,
      dimensions: ['similarity', 'penalty'],
      data: similarities.map((s, i) => {
        const penalty = line.penalties[i] ?? 0;
        return [s, isLog && penalty < leastShown ? NaN : penalty];
      }),
      showSymbol: false,
      lineStyle: { color: line.colour, width: 2, type: mark.dash },
      itemStyle: { color: line.colour },
      emphasis: { disabled: true },
      ...(areNamed && endName(`τ ${line.temperature}`, line.colour, theme)),
    })),
    ...(!areNamed && low < high && { graphic: tauScale(low, high, theme) }),
  };
}
