/** How the embedding fills its dimensions: deviations of the dimensions and singular values, largest first. */

import type { Spectrum } from '#shared/detail';
import { categoricalColour } from '../colour';
import type { ChartOption, ChartSeries } from '../register';
import type { ThemeName } from '../theme';
import { fixedTicks, logTicks, xAxis, yAxis } from './axes';
import { detailFrame, plain } from './detail-frame';
import { endName, roomForNames } from './line-ends';

export interface SpectrumInput {
  readonly spectrum: Spectrum;
  readonly labels: {
    /** The place in the order. */
    readonly x: string;
    readonly y: string;
    readonly deviations: string;
    readonly singularValues: string;
  };
  readonly theme: ThemeName;
}

/** What single precision leaves of 0 would stretch a logarithmic axis over all decades. */
const leastShown = 1e-6;

const short = (value: number): string =>
  value < 0.001 ? value.toExponential(0).replace('-', '−') : String(Number(value.toPrecision(3)));

const parts = [
  { key: 'deviations', colour: 0, dash: 'solid' },
  { key: 'singularValues', colour: 1, dash: [6, 4] },
] as const;

export function spectrumOption({ spectrum, labels, theme }: SpectrumInput): ChartOption {
  const room = roomForNames([labels.deviations, labels.singularValues]);
  const shown = parts.flatMap(({ key }) => spectrum[key].filter((value) => value >= leastShown));
  const range = { min: Math.min(...shown) / 1.3, max: Math.max(...shown) * 1.3 };
  const y = yAxis({ theme, name: labels.y, scale: 'log', format: short });
  const count = Math.max(1, ...parts.map(({ key }) => spectrum[key].length));
  return {
    ...detailFrame(theme, room, (i) => ({
      heading: `${labels.x} ${i + 1}`,
      rows: parts.flatMap(({ key, colour }) => {
        const value = spectrum[key][i];
        return value === undefined
          ? []
          : [{ colour: categoricalColour(colour, theme), name: labels[key], value: value.toPrecision(3) }];
      }),
    })),
    xAxis: { ...xAxis({ theme, name: labels.x, format: plain }), min: 1, max: count },
    yAxis: shown.length > 0 ? fixedTicks(y, range, logTicks(range)) : y,
    series: parts.map(({ key, colour, dash }): ChartSeries => {
      const own = categoricalColour(colour, theme);
      return {
        id: `spectrum:${key}`,
        name: labels[key],
        type: 'line',
        dimensions: ['rank', 'value'],
        data: spectrum[key].map((value, i) => [i + 1, value >= leastShown ? value : NaN]),
        showSymbol: false,
        lineStyle: { color: own, width: 2, type: dash === 'solid' ? dash : [...dash] },
        itemStyle: { color: own },
        emphasis: { disabled: true },
        ...endName(labels[key], own, theme, room),
      };
    }),
  };
}
