/** Accuracy of the linear classifier on each class, the worst first. */

import type { Confusion } from '#shared/detail';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { yAxis } from './axes';
import { classAccuracies } from './confusion-option';
import { detailFrame, nameAxis, plain } from './detail-frame';

export interface ClassAccuracyInput {
  readonly confusion: Confusion;
  /** Names of the classes; their numbers where there are none. */
  readonly classes: readonly string[];
  readonly colour: string;
  readonly labels: { readonly y: string; readonly mean: string };
  readonly theme: ThemeName;
}

export function classAccuracyOption(input: ClassAccuracyInput): ChartOption {
  const { confusion, classes, colour, labels, theme } = input;
  const { textMuted } = chartTheme(theme);
  const bars = classAccuracies(confusion)
    .map((accuracy, i) => ({ name: classes[i] ?? String(i), percent: accuracy * 100 }))
    .filter(({ percent }) => Number.isFinite(percent))
    .sort((a, b) => a.percent - b.percent);
  const mean = bars.reduce((sum, { percent }) => sum + percent, 0) / Math.max(1, bars.length);
  return {
    ...detailFrame(theme, 24, (i) => {
      const bar = bars[i];
      return bar
        ? { heading: '', rows: [{ colour, name: bar.name, value: `${bar.percent.toFixed(2)}%` }] }
        : null;
    }),
    xAxis: nameAxis(
      theme,
      bars.map(({ name }) => name),
    ),
    yAxis: { ...yAxis({ theme, name: labels.y, format: plain }), scale: false, min: 0, max: 100 },
    series: [
      {
        id: 'class-accuracy',
        name: labels.y,
        type: 'bar',
        dimensions: ['place', 'accuracy in percent'],
        barCategoryGap: '30%',
        barMaxWidth: 48,
        data: bars.map(({ percent }, i) => [i, percent]),
        itemStyle: { color: colour },
        emphasis: { disabled: true },
        ...(bars.length > 0 && {
          markLine: {
            silent: true,
            symbol: 'none',
            data: [{ yAxis: mean }],
            lineStyle: { color: textMuted, type: [2, 4], width: 1 },
            label: {
              // The lowest bars stand there.
              position: 'insideStartTop',
              formatter: () => `${labels.mean} ${mean.toFixed(2)}%`,
              color: textMuted,
              fontFamily,
              fontSize,
            },
          },
        }),
      },
    ],
  };
}
