/** The planned temperature over the epochs of a run, for one or several starting temperatures. */

import type { RunConfig } from '#shared/config/fields';
import { temperatureAt } from '#shared/config/schedule';
import { tauColour } from '../colour';
import { rowsNearestFirst, type Candidate, type TooltipWriter } from '../nearest-first';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { fixedTicks, logTicks, roundTicks, xAxis, yAxis } from './axes';

export interface ScheduleInput {
  /** One line for each; they differ in their first temperature. */
  readonly configs: readonly RunConfig[];
  /** Names of the epoch and of τ. */
  readonly labels: { readonly x: string; readonly y: string };
  readonly theme: ThemeName;
}

interface ScheduleLine {
  readonly id: string;
  readonly colour: string;
  readonly points: readonly (readonly [number, number])[];
}

/** Enough for the eye to see each swing of a cosine as a curve. */
const points = 241;

function toLine(config: RunConfig, theme: ThemeName): ScheduleLine {
  const epochs = config['training.epochs'];
  const start = config['loss.temperature'];
  return {
    id: `schedule:${start}`,
    colour: tauColour(start, theme),
    points: Array.from({ length: points }, (_, i) => {
      const epoch = (epochs * i) / (points - 1);
      return [epoch, temperatureAt(epoch, config)] as const;
    }).filter(([, tau]) => tau > 0 && Number.isFinite(tau)),
  };
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

const tooltipWriter =
  (lines: readonly ScheduleLine[], labels: ScheduleInput['labels']): TooltipWriter =>
  (params, rank) => {
    const i = firstItem(params)?.dataIndex ?? -1;
    const epoch = lines[0]?.points[i]?.[0];
    if (epoch === undefined) return '';
    const candidates = lines.flatMap((line): Candidate[] => {
      const point = line.points[i];
      if (!point) return [];
      return [
        {
          seriesId: line.id,
          value: point,
          row: { colour: line.colour, name: labels.y, value: short(point[1]) },
        },
      ];
    });
    return tooltipHtml(`${labels.x} ${short(epoch)}`, rowsNearestFirst(candidates, rank));
  };

export function scheduleOption({ configs, labels, theme }: ScheduleInput): ChartOption {
  const lines = configs.map((config) => toLine(config, theme));
  const taus = lines.flatMap((line) => line.points.map(([, tau]) => tau));
  const epochs = Math.max(1, ...configs.map((config) => config['training.epochs']));
  const range = { min: Math.min(...taus) / 1.15, max: Math.max(...taus) * 1.15 };
  const y = yAxis({ theme, name: labels.y, scale: 'log', format: short });
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 56, right: 20, top: 32, bottom: 44 },
    xAxis: fixedTicks(
      xAxis({ theme, name: labels.x, format: short }),
      { min: 0, max: epochs },
      roundTicks({ min: 0, max: epochs }),
    ),
    yAxis: taus.length > 0 ? fixedTicks(y, range, logTicks(range)) : y,
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: tooltipWriter(lines, labels),
    },
    series: lines.map((line) => ({
      id: line.id,
      name: labels.y,
      type: 'line' as const,
      dimensions: ['epoch', 'temperature'],
      data: line.points.map((point) => [...point]),
      showSymbol: false,
      lineStyle: { color: line.colour, width: 2 },
      itemStyle: { color: line.colour },
      emphasis: { disabled: true },
    })),
  };
}
