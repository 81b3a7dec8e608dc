import { describe, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { classCounts, imagesUsed } from '../../src-shared/config/selection';

const config = (changes: Partial<RunConfig>): RunConfig => ({ ...defaultConfig, ...changes });
const cifar10 = new Array<number>(10).fill(5000);

describe('the images of a class that are kept', () => {
  test('follow the profile of long-tailed CIFAR-10', () => {
    // The sizes that the literature prints for imbalance 100 and 10.
    const { kept } = classCounts(config({ 'dataset.imbalance': 100 }), cifar10);
    expect(kept).toEqual([5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50]);
    const ten = classCounts(config({ 'dataset.imbalance': 10 }), cifar10).kept;
    expect(ten).toEqual([5000, 3871, 2997, 2320, 1796, 1391, 1077, 834, 645, 500]);
  });

  test('are all of them unless told otherwise', () => {
    expect(classCounts(defaultConfig, [3, 0, 7])).toEqual({ heldOut: [0, 0, 0], kept: [3, 0, 7] });
  });

  test('are no more than there are, and at least one', () => {
    expect(classCounts(config({ 'dataset.perClass': 5 }), [3, 0, 7]).kept).toEqual([3, 0, 5]);
    expect(classCounts(config({ 'dataset.imbalance': 10_000 }), [10, 10, 10]).kept).toEqual([10, 1, 1]);
    expect(classCounts(config({ 'dataset.imbalance': 100 }), [4]).kept).toEqual([4]);
  });

  test('come after those held out, of which each class of two gives one', () => {
    const changes = config({ 'dataset.holdout': 0.1, 'dataset.perClass': 40 });
    expect(classCounts(changes, [100, 44, 2, 1])).toEqual({ heldOut: [10, 4, 1, 0], kept: [40, 40, 1, 1] });
  });
});

test('the images used are those kept, up to the limit, with or without the unlabelled ones', () => {
  const splits = { train: { count: 30, perClass: [10, 20] }, unlabelled: { count: 100 } };
  const used = (changes: Partial<RunConfig>) => imagesUsed(config(changes), splits);
  expect(used({})).toEqual({ trained: 30, labelled: 30, heldOut: 0 });
  expect(used({ 'dataset.limit': 12 })).toEqual({ trained: 12, labelled: 12, heldOut: 0 });
  expect(used({ 'dataset.holdout': 0.1 })).toEqual({ trained: 27, labelled: 27, heldOut: 3 });
  expect(used({ 'dataset.trainOn': 'unlabelled' })).toMatchObject({ trained: 100, labelled: 30 });
  expect(used({ 'dataset.trainOn': 'both' })).toMatchObject({ trained: 130, labelled: 30 });
  expect(used({ 'dataset.trainOn': 'both', 'dataset.limit': 50 })).toMatchObject({
    trained: 50,
    labelled: 30,
  });
});
