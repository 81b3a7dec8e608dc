/** The confusion matrix of the linear classifier: shares of each true class, with the accuracy of each. */

import type { Confusion } from '#shared/detail';
import { accuracyRamp } from '../colour';
import { formatCount, type Locale } from '../format';
import type { ChartOption } from '../register';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle } from '../tooltip';
import { nameAxis } from './detail-frame';

export interface ConfusionInput {
  readonly confusion: Confusion;
  /** Names of the classes; their numbers where there are none. */
  readonly classes: readonly string[];
  readonly labels: { readonly predicted: string };
  readonly theme: ThemeName;
  readonly locale: Locale;
}

/** With more classes the cells are too small for numbers. */
const mostWritten = 12;

/** Accuracy of each class in [0, 1], NaN where no image is of it. */
export const classAccuracies = ({ counts }: Confusion): readonly number[] =>
  counts.map((row, i) => (row[i] ?? 0) / row.reduce((sum, count) => sum + count, 0));

const percent = (share: number): string => (Number.isFinite(share) ? (share * 100).toFixed(1) : '–');

export function confusionOption({ confusion, classes, labels, theme, locale }: ConfusionInput): ChartOption {
  const { counts } = confusion;
  const accuracies = classAccuracies(confusion);
  const names = counts.map((_, i) => classes[i] ?? String(i));
  const rows = names.map((name, i) => `${name}  ${percent(accuracies[i] ?? NaN)}%`);
  const cells = counts.flatMap((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, said) => [said, truth, total > 0 ? count / total : 0, count]);
  });
  const ramp = accuracyRamp(theme);
  const { background, text } = chartTheme(theme);
  const left = Math.min(168, 24 + Math.max(0, ...rows.map((row) => row.length)) * 7.2);
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left, right: 24, top: 12, bottom: 44 },
    xAxis: nameAxis(theme, names, labels.predicted),
    yAxis: { ...nameAxis(theme, rows), inverse: true },
    visualMap: {
      show: false,
      min: 0,
      max: 1,
      dimension: 2,
      inRange: { color: [background, ...ramp] },
    },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'item',
      formatter: (params: unknown) => {
        const [said, truth, share, count] = firstItem(params)?.value ?? [];
        if (said === undefined || truth === undefined) return '';
        return tooltipHtml(`${names[truth] ?? ''} → ${names[said] ?? ''}`, [
          {
            colour: ramp.at(-1) ?? text,
            name: `${percent(share ?? NaN)}%`,
            value: formatCount(count ?? NaN, locale),
          },
        ]);
      },
    },
    series: [
      {
        id: 'confusion',
        type: 'heatmap',
        dimensions: ['predicted', 'true', 'share', 'count'],
        data: cells,
        itemStyle: { borderColor: background, borderWidth: 1 },
        label: {
          show: names.length <= mostWritten,
          fontFamily,
          fontSize,
          formatter: ({ value }) => {
            const share = Array.isArray(value) ? Number(value[2]) : 0;
            return share >= 0.005 ? String(Math.round(share * 100)) : '';
          },
        },
        emphasis: { disabled: true },
      },
    ],
  };
}
