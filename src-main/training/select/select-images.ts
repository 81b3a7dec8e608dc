/** Which images of a dataset a run learns from and is measured on. Everything follows from the labels and a seed. */

import type { RunConfig } from '#shared/config/fields';
import { classCounts, imagesUsed } from '#shared/config/selection';
import type { ImageBytes } from '../images';
import { joinPixels, type ChosenPixels } from '../pixels';
import { draw, shuffle } from './draw';

export interface DatasetImages {
  readonly train: ImageBytes;
  readonly test: ImageBytes;
  readonly unlabelled?: ImageBytes | undefined;
  readonly classes: number;
  /** Side of the square images in pixels. */
  readonly side: number;
}

export interface SelectedImages {
  /** kNN and linear classifiers learn from these. */
  readonly train: ImageBytes;
  /** Everything is measured on these. */
  readonly test: ImageBytes;
  /** The encoder learns from these; null where they are `train`. */
  readonly trained: ImageBytes | null;
}

export interface LabelSelection {
  /** Numbers of the training images that are learned from, ascending. */
  readonly kept: Int32Array;
  /** Their labels, some of them wrong where that is asked for. */
  readonly labels: Int32Array;
  /** Numbers of the training images that are held out, ascending. */
  readonly heldOut: Int32Array;
}

const ascending = (numbers: readonly number[]): Int32Array => Int32Array.from(numbers).sort();

/** Exactly the share of the labels, rounded, becomes one of the other classes, each as likely. */
function withNoise(
  labels: Int32Array,
  numbers: Int32Array,
  { share, seed, classes }: { readonly share: number; readonly seed: number; readonly classes: number },
): Int32Array {
  if (share === 0 || classes < 2) return labels;
  const places = new Map(Array.from(numbers, (number, place) => [number, place]));
  const noisy = labels.slice();
  const wrong = shuffle(seed, 'wrongLabel', [...numbers]).slice(0, Math.round(share * numbers.length));
  for (const number of wrong) {
    const place = places.get(number) ?? 0;
    const further = 1 + (draw(seed, 'otherClass', number) % (classes - 1));
    noisy[place] = ((labels[place] as number) + further) % classes;
  }
  return noisy;
}

/** @param labels  i32[N] of the training images */
export function selectLabels(config: RunConfig, labels: Int32Array, classes: number): LabelSelection {
  const seed = config['dataset.selectionSeed'];
  const members = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, number) => members[label]?.push(number));
  const counts = classCounts(
    config,
    members.map(({ length }) => length),
  );
  const heldOut: number[] = [];
  const kept: number[] = [];
  members.forEach((numbers, label) => {
    const shuffled = shuffle(seed, 'holdout', numbers);
    const held = counts.heldOut[label] ?? 0;
    heldOut.push(...shuffled.slice(0, held));
    kept.push(...shuffle(seed, 'perClass', shuffled.slice(held)).slice(0, counts.kept[label]));
  });
  const limit = config['dataset.limit'] > 0 ? config['dataset.limit'] : kept.length;
  const numbers = ascending(kept).slice(0, limit);
  const noise = { share: config['dataset.labelNoise'], seed, classes };
  return {
    kept: numbers,
    labels: withNoise(
      numbers.map((number) => labels[number] as number),
      numbers,
      noise,
    ),
    heldOut: ascending(heldOut),
  };
}

const firstNumbers = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

export function selectImages(config: RunConfig, data: DatasetImages): SelectedImages {
  const { train, test, unlabelled, classes, side } = data;
  const imageBytes = side * side * 3;
  const selection = selectLabels(config, train.labels, classes);
  const learned: ChosenPixels = { pixels: train.pixels, numbers: selection.kept };
  const isHeldOut = config['dataset.holdout'] > 0 && config['evaluation.split'] === 'holdout';
  const held: ChosenPixels = { pixels: train.pixels, numbers: selection.heldOut };
  return {
    train: { pixels: joinPixels([learned], imageBytes), labels: selection.labels },
    test: isHeldOut
      ? {
          pixels: joinPixels([held], imageBytes),
          labels: selection.heldOut.map((number) => train.labels[number] as number),
        }
      : test,
    trained: trained(),
  };

  function trained(): ImageBytes | null {
    if (config['dataset.trainOn'] === 'train') return null;
    if (!unlabelled) throw new Error('Expected a dataset with an unlabelled split.');
    const parts = config['dataset.trainOn'] === 'both' ? [learned] : [];
    const perClass = countOfEach(train.labels, classes);
    const counts = {
      train: { count: train.labels.length, perClass },
      unlabelled: { count: unlabelled.labels.length },
    };
    const total = imagesUsed(config, counts).trained;
    const before = parts.reduce((sum, { numbers }) => sum + numbers.length, 0);
    const others = { pixels: unlabelled.pixels, numbers: firstNumbers(Math.max(0, total - before)) };
    // Nothing that trains the encoder looks at labels.
    return { pixels: joinPixels([...parts, others], imageBytes), labels: new Int32Array(total).fill(-1) };
  }
}

function countOfEach(labels: Int32Array, classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
