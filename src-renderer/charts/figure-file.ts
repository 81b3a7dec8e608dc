/** Figures as files: the chart under its title, as it is seen, at twice the resolution where it has pixels. */

import { format, init } from 'echarts/core';
import type { ChartOption } from './register';
import { chartTheme, fontFamily, type ThemeName } from './theme';

export interface Figure {
  readonly option: ChartOption;
  readonly title: string;
  readonly subtitle: string;
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
}

const headHeight = 56;
const pixelRatio = 2;
const titleFont = { size: 15, weight: 600, x: 16, y: 25 };
const subtitleFont = { size: 12, weight: 400, x: 16, y: 45 };

const textSvg = (text: string, font: typeof titleFont, colour: string): string =>
  `<text x="${font.x}" y="${font.y}" font-family="${fontFamily}" font-size="${font.size}" ` +
  `font-weight="${font.weight}" fill="${colour}">${format.encodeHTML(text)}</text>`;

export function figureSvg({ option, title, subtitle, theme, width, height }: Figure): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(option);
  const drawing = chart.renderToSVGString();
  chart.dispose();
  const colours = chartTheme(theme);
  const total = height + headHeight;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}">` +
    `<rect width="${width}" height="${total}" fill="${colours.background}"/>` +
    textSvg(title, titleFont, colours.text) +
    textSvg(subtitle, subtitleFont, colours.textMuted) +
    `<g transform="translate(0 ${headHeight})">${drawing}</g></svg>`
  );
}

export async function figurePng({ option, title, subtitle, theme, width, height }: Figure): Promise<Blob> {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', width, height });
  chart.setOption(option);
  const drawing = chart.renderToCanvas({ pixelRatio });
  const canvas = document.createElement('canvas');
  canvas.width = width * pixelRatio;
  canvas.height = (height + headHeight) * pixelRatio;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no canvas.');
  const colours = chartTheme(theme);
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawing, 0, headHeight * pixelRatio);
  chart.dispose();
  context.scale(pixelRatio, pixelRatio);
  for (const [text, font, colour] of [
    [title, titleFont, colours.text],
    [subtitle, subtitleFont, colours.textMuted],
  ] as const) {
    context.font = `${font.weight} ${font.size}px ${fontFamily}`;
    context.fillStyle = colour;
    context.fillText(text, font.x, font.y);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))),
      'image/png',
    );
  });
}

/** A file name that every system takes. */
export const figureName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'figure';

/** Hands a file to the person, as a download. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has read the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
