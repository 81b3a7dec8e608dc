/** What the figures of one run's details share. */

import type { ChartOption } from '../register';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { firstItem, tooltipHtml, tooltipStyle, type TooltipRow } from '../tooltip';

export interface DetailTooltip {
  readonly heading: string;
  readonly rows: readonly TooltipRow[];
}

/** The part of an option that does not depend on the figure; the tooltip tells of the place under the pointer. */
export function detailFrame(
  theme: ThemeName,
  right: number,
  tell: (dataIndex: number) => DetailTooltip | null,
): ChartOption {
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 60, right, top: 32, bottom: 44 },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartTheme(theme).axis, type: 'solid' } },
      formatter: (params: unknown) => {
        const told = tell(firstItem(params)?.dataIndex ?? -1);
        return told ? tooltipHtml(told.heading, told.rows) : '';
      },
    },
  };
}

/** Middles of bins from their bounds. */
export const middles = (edges: readonly number[]): readonly number[] =>
  edges.slice(1).map((edge, i) => (edge + (edges[i] ?? edge)) / 2);

/** A similarity as the axes write it, with a minus as wide as a digit. */
export const plain = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** A name drawn beside a point of a figure. */
export const nameStyle = (theme: ThemeName, colour: string) => ({
  show: true,
  color: colour,
  fontFamily,
  fontSize,
  fontWeight: 500 as const,
  textBorderColor: chartTheme(theme).background,
  textBorderWidth: 2,
});

/** Axis of names: one place for each. */
export function nameAxis(theme: ThemeName, names: readonly string[], title = '') {
  const colours = chartTheme(theme);
  return {
    type: 'category' as const,
    data: [...names],
    name: title,
    nameLocation: 'middle' as const,
    nameGap: 28,
    nameTextStyle: { color: colours.textMuted, fontFamily, fontSize },
    axisLine: { show: true, onZero: false, lineStyle: { color: colours.axis } },
    axisTick: { show: false },
    axisLabel: { color: colours.textMuted, fontFamily, fontSize, hideOverlap: true },
    splitLine: { show: false },
  };
}
