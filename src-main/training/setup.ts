/** The parts that a configuration names, put together: images on the device, model, negatives, loss, optimiser. */

import type { RunConfig } from '#shared/config/fields';
import { chooseViews, type Views } from './choose-views';
import { toDevice, type DeviceImages } from './images';
import { chooseLoss } from './loss/choose-loss';
import type { Splits } from './measure';
import { createModel, type Model } from './model';
import { weightAverage, type WeightAverage } from './optimizer/average';
import { chooseOptimizer } from './optimizer/choose-optimizer';
import { shuffled } from './random';
import { chooseSource } from './choose-source';
import { selectImages, type DatasetImages } from './select/select-images';
import type { StepParts } from './step';
import { chooseTemperature, type Temperature } from './temperature';
import { tf } from './tf';

export interface TrainingData extends DatasetImages {
  /** Of each channel over the training images, in [0, 1]. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export interface Setup extends Views {
  readonly splits: Splits;
  /** What the encoder learns from; the training split, or others. */
  readonly trained: DeviceImages;
  readonly parts: StepParts & { readonly temperature: Temperature };
  /** Everything to save and to restore, by name. */
  readonly state: Readonly<Record<string, tf.Variable>>;
  /** The model to measure: of averaged weights where the configuration asks for them. */
  readonly evaluate: Model['evaluate'];
  /** i32[N]: the order of the trained images in an epoch, kept until another epoch is asked for. */
  readonly order: (epoch: number) => tf.Tensor1D;
  readonly dispose: () => void;
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

const chooseAverage = (config: RunConfig, model: Model): WeightAverage | null =>
  config['optimizer.averageDecay'] > 0
    ? weightAverage(model.weights, config['optimizer.averageDecay'])
    : null;

/** Caller disposes. */
export function setUp(config: RunConfig, data: TrainingData): Setup {
  const selected = selectImages(config, data);
  const train = toDevice(selected.train, data.side);
  const test = toDevice(selected.test, data.side);
  const trained = selected.trained ? toDevice(selected.trained, data.side) : train;
  const model = createModel(config, data);
  const source = chooseSource(config, { images: trained.count, model, channels: data });
  const optimizer = chooseOptimizer(config, model.weights, model.isWeight);
  const temperature = chooseTemperature(config);
  const average = chooseAverage(config, model);
  const order = epochOrder(trained.count, config['training.seed']);

  return {
    splits: { trained: trained.count, train, test, classes: data.classes },
    trained,
    parts: { model, source, loss: chooseLoss(config), optimizer, temperature, average },
    state: {
      ...model.state,
      ...source.state,
      ...optimizer.state,
      ...temperature.state,
      ...average?.state,
    },
    evaluate: (images) => {
      if (!average) return model.evaluate(images);
      return tf.tidy(() => ({ ...model.evaluateWith(average.weights(), images) }));
    },
    order: order.of,
    ...chooseViews(config, source.viewsPerImage),
    dispose: () => {
      train.dispose();
      if (trained !== train) trained.dispose();
      test.dispose();
      source.dispose();
      order.dispose();
      optimizer.dispose();
      temperature.dispose();
      average?.dispose();
      tf.dispose(Object.values(model.state));
    },
  };
}
