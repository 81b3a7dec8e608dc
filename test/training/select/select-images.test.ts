import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectImages, selectLabels } from '../../../src-main/training/select/select-images';
import { defaultConfig, type RunConfig } from '../../../src-shared/config/fields';
import { classCounts } from '../../../src-shared/config/selection';

const config = (changes: Partial<RunConfig>): RunConfig => ({ ...defaultConfig, ...changes });
const labels = Int32Array.from({ length: 300 }, (_, i) => (i * 7) % 3);
const classOf = (numbers: Int32Array): readonly number[] =>
  [0, 1, 2].map((label) => numbers.filter((number) => labels[number] === label).length);

describe('a selection', () => {
  test('takes everything as it is unless told otherwise', () => {
    const { kept, labels: kept_, heldOut } = selectLabels(defaultConfig, labels, 3);
    expect([...kept]).toEqual([...labels.keys()]);
    expect(kept_).toEqual(labels);
    expect(heldOut.length).toBe(0);
  });

  test('has the counts of its classes, in ascending order, and never an image twice', () => {
    const changes = fc.record({
      'dataset.holdout': fc.constantFrom(0, 0.1, 0.5),
      'dataset.perClass': fc.nat(120),
      'dataset.imbalance': fc.integer({ min: 1, max: 200 }),
      'dataset.selectionSeed': fc.nat(2 ** 31 - 1),
    });
    fc.assert(
      fc.property(changes, (drawn) => {
        const { kept, heldOut } = selectLabels(config(drawn), labels, 3);
        const counts = classCounts(config(drawn), [100, 100, 100]);
        expect(classOf(kept)).toEqual(counts.kept);
        expect(classOf(heldOut)).toEqual(counts.heldOut);
        expect(new Set([...kept, ...heldOut]).size).toBe(kept.length + heldOut.length);
        expect([...kept]).toEqual([...kept].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  test('follows from its seed alone, and another seed draws as if by chance', () => {
    const half = { 'dataset.holdout': 0.5 };
    const first = selectLabels(config({ ...half, 'dataset.selectionSeed': 5 }), labels, 3).heldOut;
    expect(
      selectLabels(config({ ...half, 'dataset.selectionSeed': 5, 'training.seed': 9 }), labels, 3).heldOut,
    ).toEqual(first);
    const other = new Set(selectLabels(config({ ...half, 'dataset.selectionSeed': 6 }), labels, 3).heldOut);
    const shared = first.filter((number) => other.has(number)).length;
    // 75 ± 6 of 150.
    expect(shared).toBeGreaterThan(50);
    expect(shared).toBeLessThan(100);
  });

  test('holds out the same images however many of the others are kept', () => {
    const held = config({ 'dataset.holdout': 0.1 });
    const thinned = { ...held, 'dataset.perClass': 20, 'dataset.imbalance': 4, 'dataset.labelNoise': 0.3 };
    expect(selectLabels(thinned, labels, 3).heldOut).toEqual(selectLabels(held, labels, 3).heldOut);
  });

  test('makes exactly its share of the labels wrong, each other class as often', () => {
    const many = Int32Array.from({ length: 6000 }, (_, i) => i % 3);
    const { labels: noisy } = selectLabels(config({ 'dataset.labelNoise': 0.4 }), many, 3);
    const steps = [0, 1, 2].map(
      (step) => noisy.filter((label, i) => (label - (many[i] ?? 0) + 3) % 3 === step).length,
    );
    expect(steps[0]).toBe(3600);
    // 1200 ± 24.5.
    expect(Math.abs((steps[1] ?? 0) - 1200)).toBeLessThan(120);
  });

  test('of one class has no other label to give', () => {
    const { labels: noisy } = selectLabels(config({ 'dataset.labelNoise': 0.4 }), new Int32Array(10), 1);
    expect(noisy).toEqual(new Int32Array(10));
  });
});

describe('the images of a selection', () => {
  /** 2x2 images whose bytes are all the image's number. */
  const split = (count: number, from: number) => ({
    pixels: Uint8Array.from({ length: count * 12 }, (_, i) => from + Math.floor(i / 12)),
    labels: Int32Array.from({ length: count }, (_, i) => i % 2),
  });
  const data = {
    train: split(20, 0),
    test: split(10, 100),
    unlabelled: { ...split(30, 200), labels: new Int32Array(30).fill(-1) },
    classes: 2,
    side: 2,
  };
  const numbersOf = (pixels: unknown): readonly number[] =>
    [...(pixels as Uint8Array)].filter((_, i) => i % 12 === 0);

  test('are those of its numbers', () => {
    const { train, test: measured, trained } = selectImages(config({ 'dataset.holdout': 0.2 }), data);
    const { kept, heldOut } = selectLabels(config({ 'dataset.holdout': 0.2 }), data.train.labels, 2);
    expect(numbersOf(train.pixels)).toEqual([...kept]);
    expect(numbersOf(measured.pixels)).toEqual([...heldOut]);
    expect([...measured.labels]).toEqual([...heldOut].map((number) => number % 2));
    expect(trained).toBeNull();
  });

  test('leave the held-out ones alone where the test images are measured on', () => {
    const chosen = config({ 'dataset.holdout': 0.2, 'evaluation.split': 'test' });
    const { train, test: measured } = selectImages(chosen, data);
    expect(train.labels.length).toBe(16);
    expect(numbersOf(measured.pixels)[0]).toBe(100);
    expect(measured.labels.length).toBe(10);
  });

  test('are trained on with or without the unlabelled ones', () => {
    const both = selectImages(config({ 'dataset.trainOn': 'both', 'dataset.perClass': 3 }), data);
    expect(numbersOf(both.trained?.pixels).slice(0, 6)).toEqual(numbersOf(both.train.pixels));
    expect(numbersOf(both.trained?.pixels)[6]).toBe(200);
    expect(both.trained?.labels.length).toBe(36);
    const alone = selectImages(config({ 'dataset.trainOn': 'unlabelled', 'dataset.limit': 12 }), data);
    expect(numbersOf(alone.trained?.pixels)).toEqual(Array.from({ length: 12 }, (_, i) => 200 + i));
    expect(alone.train.labels.length).toBe(12);
  });
});
