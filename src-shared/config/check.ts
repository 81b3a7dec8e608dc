/** Checks of configuration values and of their combination: pure, shared by the form, the command line and the lab. */

import { z } from 'zod';
import { Problem } from '../result';
import type { Field } from './field';
import {
  configPaths,
  fieldAt,
  isRelevant,
  type ConfigPath,
  type ConfigValue,
  type RunConfig,
} from './fields';

/** What the checks need to know of the dataset. */
export interface ConfigContext {
  /** Training images of the dataset, before `dataset.limit`. */
  readonly trainImages: number;
}

/** Negatives of one anchor: the rest of the bank, or the other views of the batch without the positive. */
export function negativesPerAnchor(config: RunConfig, context: ConfigContext): number {
  if (config['negatives.source'] === 'batch') return 2 * config['training.batchSize'] - 2;
  return trainImagesUsed(config, context) - 1;
}

/** Training images after `dataset.limit`. */
export const trainImagesUsed = (config: RunConfig, context: ConfigContext): number =>
  config['dataset.limit'] > 0 ? Math.min(config['dataset.limit'], context.trainImages) : context.trainImages;

function checkNumber(
  path: string,
  field: Extract<Field, { kind: 'number' }>,
  value: unknown,
): Problem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return new Problem('config.not-a-number', { path, found: String(value) });
  }
  if (field.integer && !Number.isInteger(value))
    return new Problem('config.not-an-integer', { path, found: value });
  if (field.min === 'above-zero' && value <= 0)
    return new Problem('config.not-positive', { path, found: value });
  const min = field.min === 'above-zero' ? 0 : field.min;
  if (value < min || value > field.max) {
    return new Problem('config.out-of-range', { path, min, max: field.max, found: value });
  }
  return undefined;
}

/** The problem with one value, or undefined where it is fine. */
export function checkValue(path: ConfigPath, value: unknown): Problem | undefined {
  const field = fieldAt(path);
  switch (field.kind) {
    case 'number':
      return checkNumber(path, field, value);
    case 'choice':
      return (field.choices as readonly unknown[]).includes(value)
        ? undefined
        : new Problem('config.not-a-choice', {
            path,
            choices: field.choices.join(', '),
            found: String(value),
          });
    case 'boolean':
      return typeof value === 'boolean'
        ? undefined
        : new Problem('config.not-a-boolean', { path, found: String(value) });
    case 'text':
      return typeof value === 'string' && value !== ''
        ? undefined
        : new Problem('config.not-a-text', { path, found: String(value) });
    case 'list':
      return Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 1)
        ? undefined
        : new Problem('config.not-a-list', { path, found: String(value) });
  }
}

/** A problem and the field beside which a form shows it. */
export interface FieldProblem {
  readonly path: ConfigPath;
  readonly problem: Problem;
}

/** Every problem of a complete configuration: its values first, then their combination. Empty where it can run. */
export function checkConfig(config: RunConfig, context: ConfigContext): readonly FieldProblem[] {
  const single = configPaths.flatMap((path) => {
    const problem = isRelevant(path, config) ? checkValue(path, config[path]) : undefined;
    return problem ? [{ path, problem }] : [];
  });
  return single.length > 0 ? single : checkCombination(config, context);
}

function checkCombination(config: RunConfig, context: ConfigContext): readonly FieldProblem[] {
  const found: FieldProblem[] = [];
  const images = trainImagesUsed(config, context);
  if (config['training.batchSize'] > images) {
    const problem = new Problem('config.batch-above-dataset', {
      images,
      found: config['training.batchSize'],
    });
    found.push({ path: 'training.batchSize', problem });
  }
  const available = negativesPerAnchor(config, context);
  if (isRelevant('negatives.hardest', config) && config['negatives.hardest'] > available) {
    const problem = new Problem('config.too-many-hardest', { available, found: config['negatives.hardest'] });
    found.push({ path: 'negatives.hardest', problem });
  }
  if (config['augment.cropMin'] > config['augment.cropMax']) {
    const problem = new Problem('config.crop-order', {
      min: config['augment.cropMin'],
      max: config['augment.cropMax'],
    });
    found.push({ path: 'augment.cropMin', problem });
  }
  const steps = config['optimizer.stepEpochs'];
  if (
    isRelevant('optimizer.stepEpochs', config) &&
    steps.some((epoch, i) => i > 0 && epoch <= (steps[i - 1] ?? 0))
  ) {
    found.push({
      path: 'optimizer.stepEpochs',
      problem: new Problem('config.step-order', { found: steps.join(',') }),
    });
  }
  return found;
}

/**
 * A value written as text, as on the command line, turned into the field's kind.
 * @throws Problem where the text does not fit the field
 */
export function parseValue(path: ConfigPath, written: string): ConfigValue {
  const value = readValue(fieldAt(path), written.trim());
  const problem = checkValue(path, value === undefined ? written : value);
  if (problem) throw problem;
  return value as ConfigValue;
}

function readValue(field: Field, written: string): unknown {
  switch (field.kind) {
    case 'number':
      return written === '' ? undefined : z.coerce.number().safeParse(written).data;
    case 'boolean':
      return written === 'true' ? true : written === 'false' ? false : undefined;
    case 'list':
      return written === '' ? [] : written.split(',').map(Number);
    case 'choice':
    case 'text':
      return written;
  }
}
