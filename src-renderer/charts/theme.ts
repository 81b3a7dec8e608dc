/** Colours and type of everything drawn in a chart, for each theme. */

export type ThemeName = 'light' | 'dark';

export interface ChartTheme {
  /** Surface the chart is drawn on; marks with a halo are cut out of it. */
  readonly background: string;
  readonly text: string;
  readonly textMuted: string;
  readonly axis: string;
  readonly grid: string;
  /** Lines that join marks whose own colour carries the meaning. */
  readonly joint: string;
  readonly tooltipBackground: string;
  readonly tooltipBorder: string;
}

const light: ChartTheme = {
  background: '#ffffff',
  text: '#1f2933',
  textMuted: '#5b6774',
  axis: '#8b96a3',
  grid: '#e7ebf0',
  joint: '#8b96a3',
  tooltipBackground: '#ffffff',
  tooltipBorder: '#d5dbe2',
};

const dark: ChartTheme = {
  background: '#0f1318',
  text: '#dfe5ec',
  textMuted: '#98a4b1',
  axis: '#66727f',
  grid: '#212932',
  joint: '#7d8996',
  tooltipBackground: '#222a33',
  tooltipBorder: '#3a4551',
};

export const chartTheme = (theme: ThemeName): ChartTheme => (theme === 'dark' ? dark : light);

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Nothing in a chart is written smaller. */
export const fontSize = 12;
