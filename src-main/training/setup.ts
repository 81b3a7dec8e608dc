/** The parts that a configuration names, put together: images on the device, model, negatives, loss, optimiser. */

import type { RunConfig } from '#shared/config/fields';
import { numbersPerView, randomViews, type AugmentSettings } from './augment/views';
import { toDevice, type ImageBytes } from './images';
import { chooseLoss } from './loss/choose-loss';
import type { Splits } from './measure';
import { createModel } from './model';
import { batchNegatives } from './negatives/batch';
import { memoryBank } from './negatives/memory-bank';
import type { NegativeSource } from './negatives/source';
import { chooseOptimizer } from './optimizer/choose-optimizer';
import { shuffled, uniform } from './random';
import type { StepParts } from './step';
import { tf } from './tf';
import { unitRows } from './unit-rows';

export interface TrainingData {
  readonly train: ImageBytes;
  readonly test: ImageBytes;
  /** Side of the square images in pixels. */
  readonly side: number;
  readonly classes: number;
  /** Of each channel over the training images, in [0, 1]. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export interface Setup {
  readonly splits: Splits;
  readonly parts: StepParts;
  /** Everything to save and to restore, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** i32[N]: the order of the training images in an epoch, kept until another epoch is asked for. */
  readonly order: (epoch: number) => tf.Tensor1D;
  /** The random views of one step, f32[M, S, S, 3]: all first views, then all second ones where there are two. */
  readonly views: (images: tf.Tensor4D, step: number) => tf.Tensor4D;
  readonly dispose: () => void;
}

const augmentSettings = (config: RunConfig): AugmentSettings => ({
  minArea: config['augment.cropMin'],
  maxArea: config['augment.cropMax'],
  aspect: config['augment.aspect'],
  flip: config['augment.flip'],
  brightness: config['augment.brightness'],
  contrast: config['augment.contrast'],
  saturation: config['augment.saturation'],
  hue: config['augment.hue'],
  greyscale: config['augment.greyscale'],
});

/** The memory bank starts with random unit rows, as in the author code. */
function createSource(config: RunConfig, images: number): NegativeSource {
  if (config['negatives.source'] === 'batch') return batchNegatives(config['training.batchSize']);
  const shape = [images, config['encoder.dimension']] as const;
  const rows = tf.tidy(() => {
    const random = uniform(shape, { seed: config['training.seed'], purpose: 'bank', counter: 0 });
    return unitRows(tf.sub(random, 0.5) as tf.Tensor2D);
  });
  return memoryBank(rows, config['negatives.bankMomentum']);
}

interface EpochOrder {
  readonly of: (epoch: number) => tf.Tensor1D;
  readonly dispose: () => void;
}

/** The order follows from the epoch alone, so a resumed run finds the one it was in. */
function epochOrder(count: number, seed: number): EpochOrder {
  let current: { readonly epoch: number; readonly order: tf.Tensor1D } | undefined;
  const dispose = (): void => current?.order.dispose();
  return {
    of: (epoch) => {
      if (current?.epoch !== epoch) {
        dispose();
        current = { epoch, order: shuffled(count, { seed, purpose: 'order', counter: epoch }) };
      }
      return current.order;
    },
    dispose,
  };
}

/** Caller disposes. */
export function setUp(config: RunConfig, data: TrainingData): Setup {
  const limit = config['dataset.limit'] > 0 ? config['dataset.limit'] : undefined;
  const train = toDevice(data.train, data.side, limit);
  const test = toDevice(data.test, data.side);
  const model = createModel(config, data);
  const source = createSource(config, train.count);
  const optimizer = chooseOptimizer(config, model.weights, model.isWeight);
  const state = { ...model.state, ...source.state, ...optimizer.state };
  const settings = augmentSettings(config);
  const order = epochOrder(train.count, config['training.seed']);

  return {
    splits: { train, test, classes: data.classes },
    parts: { model, source, loss: chooseLoss(config), optimizer },
    state,
    order: order.of,
    views: (images, step) =>
      tf.tidy(() => {
        const repeated = source.viewsPerImage === 2 ? tf.concat([images, images], 0) : images;
        const draw = { seed: config['training.seed'], purpose: 'augment', counter: step } as const;
        const random = uniform([repeated.shape[0], numbersPerView], draw) as tf.Tensor2D;
        return randomViews(repeated, random, settings);
      }),
    dispose: () => {
      train.dispose();
      test.dispose();
      source.dispose();
      order.dispose();
      optimizer.dispose();
      tf.dispose(Object.values(model.state));
    },
  };
}
