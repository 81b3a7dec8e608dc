/** Where the time of a step goes, epoch by epoch: its parts stacked. */

import type { StepCost } from '#shared/detail';
import { categoricalColour } from '../colour';
import type { ChartOption, ChartSeries } from '../register';
import { helperSign } from '../series-data';
import { chartTheme, type ThemeName } from '../theme';
import { yAxis } from './axes';
import { detailFrame, nameAxis, nameStyle, plain } from './detail-frame';
import { roomForNames } from './line-ends';

/** In the order of a step; the measures are not part of one. */
export const costParts = ['read', 'augment', 'forward', 'loss', 'backward', 'update'] as const;

export type CostPart = (typeof costParts)[number];

export interface StepCostInput {
  /** Costs in the order of the epochs. */
  readonly costs: readonly StepCost[];
  /** What each cost is called on the axis, such as the number of its epoch. */
  readonly names: readonly string[];
  readonly labels: {
    readonly x: string;
    readonly y: string;
    readonly parts: Readonly<Record<CostPart, string>>;
  };
  readonly theme: ThemeName;
}

/** From the middle of the last bar to the names, in pixels; a bar is 48 wide at most. */
const besideBar = 32;

const ms = (seconds: number): number => seconds * 1000;
const written = (milliseconds: number): string =>
  milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);

/** Names beside the last bar, each at the height of its part. */
function partNames(
  last: { readonly cost: StepCost; readonly at: number },
  labels: StepCostInput['labels'],
  theme: ThemeName,
): ChartSeries {
  const middles = costParts.map((part, i) => {
    const below = costParts.slice(0, i).reduce((sum, other) => sum + last.cost[other], 0);
    return ms(below + last.cost[part] / 2);
  });
  return {
    id: `cost${helperSign}names`,
    type: 'scatter',
    silent: true,
    tooltip: { show: false },
    symbolSize: 1,
    z: 4,
    data: middles.map((middle, i) => ({
      value: [last.at, middle],
      label: {
        ...nameStyle(theme, categoricalColour(i, theme)),
        position: 'right' as const,
        formatter: () => labels.parts[costParts[i] ?? 'read'],
      },
    })),
    labelLayout: ({ rect }) => ({ x: rect.x + besideBar, moveOverlap: 'shiftY' as const }),
  };
}

export function stepCostOption({ costs, names, labels, theme }: StepCostInput): ChartOption {
  const last = costs.at(-1);
  return {
    ...detailFrame(theme, roomForNames(Object.values(labels.parts)) + 28, (i) => {
      const cost = costs[i];
      if (!cost) return null;
      const total = costParts.reduce((sum, part) => sum + cost[part], 0);
      const rows = costParts.map((part, at) => ({
        colour: categoricalColour(at, theme),
        name: labels.parts[part],
        value: written(ms(cost[part])),
        seconds: cost[part],
      }));
      return {
        heading: `${labels.x} ${names[i] ?? ''} · ${written(ms(total))} ${labels.y}`,
        rows: rows.sort((a, b) => b.seconds - a.seconds),
      };
    }),
    xAxis: nameAxis(theme, names, labels.x),
    yAxis: { ...yAxis({ theme, name: labels.y, format: plain }), scale: false, min: 0 },
    series: [
      ...costParts.map((part, i): ChartSeries => ({
        id: `cost:${part}`,
        name: labels.parts[part],
        type: 'bar',
        stack: 'cost',
        barMaxWidth: 48,
        dimensions: ['place', 'milliseconds'],
        data: costs.map((cost, at) => [at, ms(cost[part])]),
        itemStyle: {
          color: categoricalColour(i, theme),
          borderColor: chartTheme(theme).background,
          borderWidth: costs.length > 40 ? 0 : 1,
        },
        emphasis: { disabled: true },
      })),
      ...(last ? [partNames({ cost: last, at: costs.length - 1 }, labels, theme)] : []),
    ],
  };
}
