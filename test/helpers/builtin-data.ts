/** The built-in dataset as training data, in memory. */

import { channelStatistics } from '../../src-main/datasets/channel-statistics';
import { generateBuiltin } from '../../src-main/datasets/builtin/generate-builtin';
import type { TrainingData } from '../../src-main/training/train';

export function builtinData(seed = 1): TrainingData {
  const { train, test } = generateBuiltin(seed);
  return {
    train: { pixels: train.pixels, labels: Int32Array.from(train.labels) },
    test: { pixels: test.pixels, labels: Int32Array.from(test.labels) },
    side: 32,
    classes: 10,
    ...channelStatistics(train.pixels),
  };
}
