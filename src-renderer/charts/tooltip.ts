/** What floats beside the pointer: a heading and at most five rows, everything escaped. */

import { format } from 'echarts/core';
import { chartTheme, fontFamily, fontSize, type ThemeName } from './theme';

export interface TooltipRow {
  readonly colour: string;
  readonly name: string;
  readonly value: string;
}

const mostRows = 5;

const rowHtml = ({ colour, name, value }: TooltipRow): string =>
  '<div style="display:flex;align-items:baseline;gap:8px">' +
  `<span style="flex:none;width:8px;height:8px;border-radius:4px;background:${format.encodeHTML(colour)}"></span>` +
  `<span style="max-width:260px;overflow:hidden;text-overflow:ellipsis">${format.encodeHTML(name)}</span>` +
  `<span style="margin-left:auto;padding-left:16px;font-variant-numeric:tabular-nums">${format.encodeHTML(value)}</span></div>`;

/** Names come from people and files: nothing reaches the page unescaped. */
export const tooltipHtml = (heading: string, rows: readonly TooltipRow[]): string =>
  (heading === ''
    ? ''
    : `<div style="margin-bottom:4px;font-weight:600">${format.encodeHTML(heading)}</div>`) +
  rows.slice(0, mostRows).map(rowHtml).join('');

/** The look of a tooltip, the same in every chart. */
export function tooltipStyle(theme: ThemeName) {
  const colours = chartTheme(theme);
  return {
    confine: true,
    transitionDuration: 0,
    padding: [8, 12],
    backgroundColor: colours.tooltipBackground,
    borderColor: colours.tooltipBorder,
    borderWidth: 1,
    textStyle: { color: colours.text, fontFamily, fontSize },
  };
}

/** What ECharts hands to a tooltip's writer, as far as it is used. */
export interface TooltipItem {
  readonly seriesId: string;
  readonly dataIndex: number;
  readonly value: readonly number[];
  readonly axisValue?: number;
}

export const firstItem = (params: unknown): TooltipItem | undefined =>
  (Array.isArray(params) ? params[0] : params) as TooltipItem | undefined;
