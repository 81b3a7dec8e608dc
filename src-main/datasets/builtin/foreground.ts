/** The shape itself, with its shadow, shading and rim. Distances are in pixels, so edges are anti-aliased exactly. */

import { blend, eachPixel, side, type Canvas } from './canvas';
import { clip, drawColor, luminance, type Color } from './color';
import type { Random } from './random';
import type { Shape } from './shapes';

// Chosen with the quick-start study: an easier geometry hides the effect of a high temperature.
const minRadius = 9.5;
const maxRadius = 13;
const maxShift = 3.5;
const minContrast = 0.25;

interface PlacedShape {
  /** Signed distance in pixels. */
  readonly distance: (x: number, y: number) => number;
  /** Height within the shape, from about -1 (top) to 1. */
  readonly height: (x: number, y: number) => number;
}

function placeShape(shape: Shape, random: Random): PlacedShape {
  const radius = random.uniform(minRadius, maxRadius);
  const centreX = side / 2 + random.uniform(-maxShift, maxShift);
  const centreY = side / 2 + random.uniform(-maxShift, maxShift);
  const rotation = random.uniform(-shape.maxRotation, shape.maxRotation);
  const aspect = Math.exp(random.uniform(-0.12, 0.12));
  const proportion = random.uniform(0, 1);
  const cosine = Math.cos(rotation);
  const sine = Math.sin(rotation);
  const { signedDistance } = shape;
  const height = (x: number, y: number): number =>
    (-(x - centreX) / (radius * aspect)) * sine + (((y - centreY) * aspect) / radius) * cosine;
  const distance = (x: number, y: number): number => {
    const dx = (x - centreX) / (radius * aspect);
    const dy = ((y - centreY) * aspect) / radius;
    return radius * signedDistance(dx * cosine + dy * sine, dy * cosine - dx * sine, proportion);
  };
  return { distance, height };
}

function paintShadow(canvas: Canvas, shape: PlacedShape): void {
  const offset = 1.3;
  const black: Color = [0, 0, 0];
  eachPixel((x, y, at) => {
    const distance = shape.distance(x - offset, y - offset);
    if (distance < 1) blend(canvas, at, black, 0.35 * clip(0.5 - distance / 2, 0, 1));
  });
}

/** A colour that stands out from the background; the last one tried where chance gives none. */
function drawFillColor(backgroundLuminance: number, random: Random): Color {
  const draw = (): Color => drawColor(random, [0.45, 0.95], [0.2, 0.85]);
  let color = draw();
  for (let tries = 1; tries < 50; tries += 1) {
    if (Math.abs(luminance(color) - backgroundLuminance) > minContrast) break;
    color = draw();
  }
  return color;
}

/** The rim's colour, or null where the shape gets none. */
function drawRimColor(fill: Color, backgroundLuminance: number, random: Random): Color | null {
  const isWanted = random.chance(0.35);
  const [red, green, blue] = fill;
  const rim: Color =
    luminance(fill) > 0.45
      ? [0.45 * red, 0.45 * green, 0.45 * blue]
      : [0.4 * red + 0.6, 0.4 * green + 0.6, 0.4 * blue + 0.6];
  return isWanted && Math.abs(luminance(rim) - backgroundLuminance) > 0.12 ? rim : null;
}

export function paintShape(canvas: Canvas, shape: Shape, backgroundLuminance: number, random: Random): void {
  const placed = placeShape(shape, random);
  if (random.chance(0.3)) paintShadow(canvas, placed);
  const fill = drawFillColor(backgroundLuminance, random);
  const rim = drawRimColor(fill, backgroundLuminance, random);
  const shading = random.uniform(-0.22, 0.22);
  eachPixel((x, y, at) => {
    const distance = placed.distance(x, y);
    if (distance >= 0.5) return;
    const covered = clip(0.5 - distance, 0, 1);
    const rimShare = rim ? clip(0.5 - (Math.abs(distance + 0.9) - 0.6), 0, 1) : 0;
    const shade = (1 - rimShare) * (1 + shading * clip(placed.height(x, y), -1, 1));
    const color: Color = rim
      ? [
          shade * fill[0] + rimShare * rim[0],
          shade * fill[1] + rimShare * rim[1],
          shade * fill[2] + rimShare * rim[2],
        ]
      : [shade * fill[0], shade * fill[1], shade * fill[2]];
    blend(canvas, at, color, covered);
  });
}
