/**
 * The built-in dataset: 32x32 pictures of ten shapes on dark, textured backgrounds, made so that a small
 * encoder shows within minutes how the temperature matters. The same seed gives the same bytes on every machine:
 * the random numbers are 32-bit integer arithmetic, everything else is float64, and the few functions whose last
 * bit IEEE 754 leaves open (sin, cos, atan2, exp, log) are code that V8 brings along, mostly ports of fdlibm, and
 * not the platform's. Rounding to bytes hides what a compiler may still change in a last bit there.
 */

import { paintDistractors, paintGradient, paintTexture } from './background';
import { createCanvas, pixelCount, type Canvas } from './canvas';
import { clip } from './color';
import { paintShape } from './foreground';
import { createRandom, type Random } from './random';
import { shapes } from './shapes';

export interface BuiltinSplit {
  /** RGB bytes, image after image, row after row. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export const builtinClasses: readonly string[] = shapes.map((shape) => shape.name);
export const builtinDefaultSeed = 1;
const trainCount = 5000;
const testCount = 1000;

/** As many of each class as can be, in random order. */
function drawLabels(count: number, random: Random): Uint8Array {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % shapes.length);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const label = labels[last] as number;
    labels[last] = labels[other] as number;
    labels[other] = label;
  }
  return labels;
}

/** Adds grey and coloured noise and rounds to bytes. */
function develop(canvas: Canvas, noise: Float64Array, random: Random, out: Uint8Array): void {
  const grey = 0.7 * random.uniform(0, 0.03);
  const colored = 0.5 * random.uniform(0, 0.03);
  random.fillNormal(noise);
  for (let at = 0, pixel = 3 * pixelCount; at < out.length; pixel += 1) {
    const common = grey * (noise[pixel] as number);
    for (const end = at + 3; at < end; at += 1) {
      const value = (canvas[at] as number) + common + colored * (noise[at] as number);
      out[at] = Math.round(255 * clip(value, 0, 1));
    }
  }
}

function generateSplit(count: number, random: Random): BuiltinSplit {
  const labels = drawLabels(count, random);
  const imageBytes = 3 * pixelCount;
  const pixels = new Uint8Array(count * imageBytes);
  const canvas = createCanvas();
  // One normal number for each channel of each pixel, then one for each pixel.
  const noise = new Float64Array(4 * pixelCount);
  labels.forEach((label, i) => {
    const shape = shapes[label];
    if (!shape) throw new Error(`No shape has the label ${label}`);
    const backgroundLuminance = paintGradient(canvas, random);
    paintTexture(canvas, random);
    paintDistractors(canvas, random);
    paintShape(canvas, shape, backgroundLuminance, random);
    develop(canvas, noise, random, pixels.subarray(i * imageBytes, (i + 1) * imageBytes));
  });
  return { pixels, labels };
}

/** Takes about two seconds. @param seed  a whole number from 0 on; training and test images never share a stream */
export function generateBuiltin(seed = builtinDefaultSeed): {
  readonly train: BuiltinSplit;
  readonly test: BuiltinSplit;
} {
  return {
    train: generateSplit(trainCount, createRandom(seed, 0)),
    test: generateSplit(testCount, createRandom(seed, 1)),
  };
}
