import type { TrainingData } from '../../src-main/training/train';
import type { ImageBytes } from '../../src-main/training/images';
import { noise } from './noise';

const side = 8;

/** Images of two classes that differ in brightness, with noise. */
function split(count: number, seed: number): ImageBytes {
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const random = noise([count, side * side * 3], seed, 30);
  const pixels = Uint8Array.from(random, (value, i) => {
    const label = labels[Math.floor(i / (side * side * 3))] ?? 0;
    return Math.max(0, Math.min(255, Math.round(80 + 90 * label + value)));
  });
  return { pixels, labels };
}

/** A data set on which a step takes a few milliseconds. */
export const tinyData = (train = 70, test = 30): TrainingData => ({
  train: split(train, 1),
  test: split(test, 2),
  side,
  classes: 2,
  mean: [0.5, 0.5, 0.5],
  deviation: [0.25, 0.25, 0.25],
});
