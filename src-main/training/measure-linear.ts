import type { RunConfig } from '#shared/config/fields';
import { encodeSplit, type EncodedSplit } from './encode';
import type { LinearResult } from './evaluate/linear-classifier';
import type { Standardised } from './evaluate/standardise';
import type { DeviceImages } from './images';
import { evaluateLinear } from './linear-evaluation';
import type { Splits } from './measure';
import type { Model } from './model';
import { tf } from './tf';

export interface MeasureLinearInput {
  readonly encode: Model['evaluate'];
  readonly splits: Splits;
  readonly config: RunConfig;
  readonly trained: EncodedSplit;
  readonly tested: EncodedSplit;
  readonly standardised: Standardised;
  readonly onEpoch?: ((done: number, epochs: number) => void) | undefined;
}

/** The linear accuracy that the configuration asks for, from splits that are encoded already. */
export function measureLinear(input: MeasureLinearInput): LinearResult {
  const { encode, splits, config, trained, tested, standardised, onEpoch } = input;
  const [trainLabels, testLabels] = [splits.train.labels, splits.test.labels];
  return evaluateLinear({
    config,
    classes: splits.classes,
    raw: {
      train: { features: trained.features, labels: trainLabels },
      test: { features: tested.features, labels: testLabels },
    },
    standardised: {
      train: { features: standardised.train, labels: trainLabels },
      test: { features: standardised.test, labels: testLabels },
    },
    mirrored: () => {
      const { features, embeddings } = encodeSplit({ evaluate: encode }, mirrored(splits.train));
      embeddings.dispose();
      return features;
    },
    ...(onEpoch ? { onEpoch } : {}),
  });
}

const mirrored = (images: DeviceImages): DeviceImages => ({
  ...images,
  batch: (numbers) => tf.tidy(() => tf.reverse4d(images.batch(numbers), 2)),
});
