/** Which values do not go together, and why: one rule each, in the order in which a form shows them. */

import { Problem } from '../result';
import { isRelevant, type ConfigPath, type RunConfig } from './fields';
import { hardNegatives, type ConfigContext } from './hard-negatives';
import { imagesUsed } from './selection';
import { leastTemperature, temperatureAt } from './schedule';

/** A problem and the field beside which a form shows it. */
export interface FieldProblem {
  readonly path: ConfigPath;
  readonly problem: Problem;
}

type Rule = (config: RunConfig, context: ConfigContext) => FieldProblem | undefined;

/** Sides in pixels that the encoders take. */
export const imageSides = { min: 32, max: 224 } as const;

/** Losses in which similarities are divided by τ and by nothing else, so that their gradient says what τ should do. */
const homogeneous = new Set(['contrastive', 'hard-contrastive', 'decoupled', 'decoupled-weighted']);

const imageSide: Rule = (config, { side }) =>
  side < imageSides.min || side > imageSides.max
    ? {
        path: 'encoder.kind',
        problem: new Problem('config.image-side', {
          encoder: config['encoder.kind'],
          ...imageSides,
          found: side,
        }),
      }
    : undefined;

const unlabelled: Rule = (config, { splits }) =>
  config['dataset.trainOn'] !== 'train' && !splits.unlabelled
    ? { path: 'dataset.trainOn', problem: new Problem('config.no-unlabelled') }
    : undefined;

const holdout: Rule = (config, { splits }) =>
  config['dataset.holdout'] > 0 && imagesUsed(config, splits).heldOut === 0
    ? { path: 'dataset.holdout', problem: new Problem('config.nothing-held-out') }
    : undefined;

const batchSize: Rule = (config, context) => {
  const images = imagesUsed(config, context.splits).trained;
  const found = config['training.batchSize'];
  return found > images
    ? { path: 'training.batchSize', problem: new Problem('config.batch-above-dataset', { images, found }) }
    : undefined;
};

const accumulation: Rule = (config) => {
  const parts = config['training.accumulation'];
  const batch = config['training.batchSize'];
  return batch % parts !== 0 || batch / parts < 2
    ? { path: 'training.accumulation', problem: new Problem('config.accumulation', { batch, found: parts }) }
    : undefined;
};

const hardest: Rule = (config, context) => {
  const hard = hardNegatives(config, imagesUsed(config, context.splits).trained);
  if (!hard || hard.k <= hard.available) return undefined;
  const { available, k } = hard;
  const problem = new Problem('config.too-many-hardest', { available, found: k });
  return { path: 'negatives.hardest', problem };
};

const queue: Rule = (config) => {
  const batch = config['training.batchSize'];
  const found = config['negatives.queueSize'];
  return isRelevant('negatives.queueSize', config) && found < batch
    ? { path: 'negatives.queueSize', problem: new Problem('config.queue-below-batch', { batch, found }) }
    : undefined;
};

const learnedTemperature: Rule = (config) => {
  const isLearned =
    isRelevant('loss.temperatureSchedule', config) && config['loss.temperatureSchedule'] === 'learned';
  if (!isLearned) return undefined;
  const loss = config['loss.kind'];
  if (!homogeneous.has(loss) || config['loss.form'] === 'author-code') {
    const problem = new Problem('config.learned-temperature', {
      loss,
      choices: [...homogeneous].join(', '),
    });
    return { path: 'loss.temperatureSchedule', problem };
  }
  return config['loss.temperature'] < leastTemperature
    ? {
        path: 'loss.temperature',
        problem: new Problem('config.temperature-too-small', {
          least: leastTemperature,
          found: config['loss.temperature'],
        }),
      }
    : undefined;
};

/** Single precision divides by nothing smaller without the loss becoming infinite. */
const scheduledTemperature: Rule = (config) => {
  const schedule = config['loss.temperatureSchedule'];
  if (!isRelevant('loss.temperatureSchedule', config) || schedule === 'constant' || schedule === 'learned')
    return undefined;
  const epochs = config['training.epochs'];
  const reached = [0, epochs / 2, epochs - 1, epochs].map((epoch) => temperatureAt(epoch, config));
  const found = Math.min(...reached, ...(schedule === 'step' ? [] : [config['loss.temperatureEnd']]));
  return found < leastTemperature
    ? {
        path: schedule === 'step' ? 'loss.temperatureStepFactor' : 'loss.temperatureEnd',
        problem: new Problem('config.temperature-too-small', {
          least: leastTemperature,
          // As a person would write it: 3e-7 rather than 3.0000000000000004e-7.
          found: Number(found.toPrecision(6)),
        }),
      }
    : undefined;
};

const crop: Rule = (config) => {
  const min = config['augment.cropMin'];
  const max = config['augment.cropMax'];
  return min > max
    ? { path: 'augment.cropMin', problem: new Problem('config.crop-order', { min, max }) }
    : undefined;
};

const blur: Rule = (config) => {
  const min = config['augment.blurMin'];
  const max = config['augment.blurMax'];
  return isRelevant('augment.blurMin', config) && min > max
    ? { path: 'augment.blurMin', problem: new Problem('config.blur-order', { min, max }) }
    : undefined;
};

const rising =
  (path: 'optimizer.stepEpochs' | 'loss.temperatureStepEpochs'): Rule =>
  (config) => {
    const steps = config[path];
    const falls = steps.some((epoch, i) => i > 0 && epoch <= (steps[i - 1] ?? 0));
    return isRelevant(path, config) && falls
      ? { path, problem: new Problem('config.step-order', { path, found: steps.join(',') }) }
      : undefined;
  };

const rules: readonly Rule[] = [
  imageSide,
  unlabelled,
  holdout,
  batchSize,
  accumulation,
  hardest,
  queue,
  learnedTemperature,
  scheduledTemperature,
  crop,
  blur,
  rising('optimizer.stepEpochs'),
  rising('loss.temperatureStepEpochs'),
];

/** Every problem of values that are each fine alone. */
export const checkCombination = (config: RunConfig, context: ConfigContext): readonly FieldProblem[] =>
  rules.flatMap((rule) => rule(config, context) ?? []);
