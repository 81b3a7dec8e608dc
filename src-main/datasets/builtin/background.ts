/** What lies behind the shape: a dark gradient, a texture and a few small distractors. */

import { blend, eachPixel, side, type Canvas } from './canvas';
import { clip, drawColor, hsl, luminance, type Color } from './color';
import type { Random } from './random';

type Texture = (x: number, y: number) => number;

const fraction = (z: number): number => z - Math.floor(z);
const sharpen = (z: number): number => clip(2.2 * z, -1, 1);

/** Paints the gradient. @returns  the luminance halfway, which the shape must stand out from */
export function paintGradient(canvas: Canvas, random: Random): number {
  const hue = random.uniform(0, 1);
  const saturation = random.uniform(0.25, 0.7);
  // Always dark: with bright ones too, the polarity becomes what a loss that separates little learns first.
  const lightness = random.uniform(0.16, 0.36);
  const otherHue = hue + random.uniform(-0.12, 0.12);
  const otherLightness = clip(lightness + random.uniform(-0.12, 0.12), 0.08, 0.92);
  const from = hsl(hue, saturation, lightness);
  const to = hsl(otherHue, saturation, otherLightness);
  const angle = random.uniform(0, 2 * Math.PI);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  eachPixel((x, y, at) => {
    const t = clip(((x - side / 2) * cosine + (y - side / 2) * sine) / side + 0.5, 0, 1);
    canvas[at] = from[0] + (to[0] - from[0]) * t;
    canvas[at + 1] = from[1] + (to[1] - from[1]) * t;
    canvas[at + 2] = from[2] + (to[2] - from[2]) * t;
  });
  return (luminance(from) + luminance(to)) / 2;
}

/** Stripes, checks or dots on a turned and shifted grid. */
function gridTexture(kind: 'stripes' | 'checks' | 'dots', random: Random): Texture {
  const width = random.uniform(3.5, 8);
  const angle = random.uniform(0, Math.PI);
  const shiftU = random.uniform(0, 1);
  const shiftV = random.uniform(0, 1);
  const cosine = Math.cos(angle) / width;
  const sine = Math.sin(angle) / width;
  const u = (x: number, y: number): number => x * cosine + y * sine + shiftU;
  const v = (x: number, y: number): number => -x * sine + y * cosine + shiftV;
  switch (kind) {
    case 'stripes':
      return (x, y) => sharpen(Math.sin(2 * Math.PI * u(x, y)));
    case 'checks':
      return (x, y) => sharpen(2 * Math.sin(Math.PI * u(x, y)) * Math.sin(Math.PI * v(x, y)));
    case 'dots':
      return (x, y) => {
        const du = fraction(u(x, y)) - 0.5;
        const dv = fraction(v(x, y)) - 0.5;
        return sharpen(4 * (0.3 - Math.sqrt(du * du + dv * dv)));
      };
  }
}

/** Value noise: a grid of random heights, joined smoothly. */
function cloudTexture(random: Random): Texture {
  const cells = 6;
  const heights = Float64Array.from({ length: cells * cells }, () => random.uniform(-1, 1));
  // Just under the number of gaps, so that the right and lower neighbours are always there.
  const scale = 4.99 / side;
  const smooth = (t: number): number => t * t * (3 - 2 * t);
  const height = (column: number, row: number): number => heights[row * cells + column] as number;
  return (x, y) => {
    const column = Math.floor(x * scale);
    const row = Math.floor(y * scale);
    const right = smooth(x * scale - column);
    const down = smooth(y * scale - row);
    const upper = height(column, row) * (1 - right) + height(column + 1, row) * right;
    const lower = height(column, row + 1) * (1 - right) + height(column + 1, row + 1) * right;
    return upper * (1 - down) + lower * down;
  };
}

const textureKinds = ['none', 'stripes', 'checks', 'dots', 'clouds'] as const;

export function paintTexture(canvas: Canvas, random: Random): void {
  const kind = textureKinds[random.below(textureKinds.length)] ?? 'none';
  const amplitude = random.uniform(0.03, 0.13);
  if (kind === 'none') return;
  const texture = kind === 'clouds' ? cloudTexture(random) : gridTexture(kind, random);
  eachPixel((x, y, at) => {
    const added = amplitude * texture(x, y);
    canvas[at] = (canvas[at] as number) + added;
    canvas[at + 1] = (canvas[at + 1] as number) + added;
    canvas[at + 2] = (canvas[at + 2] as number) + added;
  });
}

/** A small disc or bar (a capsule) anywhere. */
function paintDistractor(canvas: Canvas, random: Random): void {
  const centreX = random.uniform(0, side);
  const centreY = random.uniform(0, side);
  const size = random.uniform(1.2, 2.8);
  const color: Color = drawColor(random, [0.3, 0.9], [0.2, 0.8]);
  const isBar = random.chance(0.5);
  const angle = random.uniform(0, Math.PI);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const halfLength = isBar ? 1.3 * size : 0;
  const radius = isBar ? 0.45 * size : size;
  eachPixel((x, y, at) => {
    const dx = x - centreX;
    const dy = y - centreY;
    const along = Math.max(Math.abs(dx * cosine + dy * sine) - halfLength, 0);
    const across = dy * cosine - dx * sine;
    const distance = Math.sqrt(along * along + across * across) - radius;
    if (distance < 0.5) blend(canvas, at, color, 0.85 * clip(0.5 - distance, 0, 1));
  });
}

export function paintDistractors(canvas: Canvas, random: Random): void {
  for (let left = random.below(5); left > 0; left -= 1) paintDistractor(canvas, random);
}
