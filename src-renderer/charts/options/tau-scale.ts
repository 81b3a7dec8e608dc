/** The scale bar of the τ ramp, drawn into the figure where line ends carry no names. */

import type { GraphicComponentOption } from 'echarts/components';
import { tauStops } from '../colour';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';

const width = 120;

const written = (tau: number): string => String(Number(tau.toPrecision(2)));

export function tauScale(low: number, high: number, theme: ThemeName): GraphicComponentOption {
  const text = { fill: chartTheme(theme).textMuted, font: `${fontSize}px ${fontFamily}` };
  return {
    elements: [
      {
        id: 'tau-scale',
        type: 'group',
        right: 16,
        top: 6,
        silent: true,
        children: [
          { type: 'text', style: { ...text, text: `τ ${written(low)}`, x: -8, y: 0, align: 'right' } },
          {
            type: 'rect',
            shape: { x: 0, y: 1, width, height: 8, r: 4 },
            style: {
              fill: { type: 'linear', x: 0, y: 0, x2: 1, y2: 0, colorStops: tauStops(low, high, theme) },
            },
          },
          { type: 'text', style: { ...text, text: written(high), x: width + 8, y: 0 } },
        ],
      },
    ],
  };
}
