/** A curve as large as a word: no axes, no words, a dot at the last value. */

import type { ChartOption } from '../register';

export interface SparklineInput {
  readonly id: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly colour: string;
}

export function sparklineOption({ id, steps, values, colour }: SparklineInput): ChartOption {
  const data = steps.flatMap((step, i) => {
    const value = values[i];
    return value !== undefined && Number.isFinite(value) ? [[step, value]] : [];
  });
  const last = data.at(-1);
  return {
    animation: false,
    grid: { left: 4, right: 6, top: 5, bottom: 5 },
    xAxis: { type: 'value', show: false, min: 'dataMin', max: 'dataMax' },
    yAxis: { type: 'value', show: false, min: 'dataMin', max: 'dataMax' },
    series: [
      {
        id,
        type: 'line',
        silent: true,
        showSymbol: false,
        dimensions: ['step', 'value'],
        data,
        lineStyle: { color: colour, width: 1.5 },
      },
      {
        id: `${id}#last`,
        type: 'scatter',
        silent: true,
        symbolSize: 5,
        itemStyle: { color: colour },
        data: last ? [last] : [],
      },
    ],
  };
}
