/** Checks of configuration values: pure, shared by the form, the command line and the lab. */

import { z } from 'zod';
import { Problem } from '../result';
import { checkCombination, type FieldProblem } from './combination';
import type { Field } from './field';
import {
  configPaths,
  fieldAt,
  isRelevant,
  type ConfigPath,
  type ConfigValue,
  type RunConfig,
} from './fields';
import type { ConfigContext } from './hard-negatives';

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

/** Every problem of a complete configuration: its values first, then their combination. Empty where it can run. */
export function checkConfig(config: RunConfig, context: ConfigContext): readonly FieldProblem[] {
  const single = configPaths.flatMap((path) => {
    const problem = isRelevant(path, config) ? checkValue(path, config[path]) : undefined;
    return problem ? [{ path, problem }] : [];
  });
  return single.length > 0 ? single : checkCombination(config, context);
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
