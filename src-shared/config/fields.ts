/**
 * Every field of a run's configuration, once: path, unit, range, default, help.
 * A configuration is a flat record from these paths to values, so that it can be set, compared, grouped and
 * filtered by path everywhere. The quick start is the defaults with a smaller k.
 */

import type { Field } from './field';
import { augmentFields } from './fields/augment';
import { datasetFields } from './fields/dataset';
import { encoderFields } from './fields/encoder';
import { evaluationFields } from './fields/evaluation';
import { lossFields } from './fields/loss';
import { negativesFields } from './fields/negatives';
import { optimizerFields } from './fields/optimizer';
import { trainingFields } from './fields/training';

export const fields = {
  ...datasetFields,
  ...encoderFields,
  ...lossFields,
  ...negativesFields,
  ...optimizerFields,
  ...trainingFields,
  ...augmentFields,
  ...evaluationFields,
} as const satisfies Record<string, Field>;

type ValueOf<F> = F extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : F extends { kind: 'number' }
    ? number
    : F extends { kind: 'boolean' }
      ? boolean
      : F extends { kind: 'list' }
        ? readonly number[]
        : string;

export type ConfigPath = keyof typeof fields;
export type RunConfig = { readonly [P in ConfigPath]: ValueOf<(typeof fields)[P]> };
export type ConfigValue = RunConfig[ConfigPath];

export const configPaths = Object.keys(fields) as readonly ConfigPath[];

/** The field at a path, with its kind not narrowed to that one path. */
export const fieldAt = (path: ConfigPath): Field => fields[path];

export const isConfigPath = (path: string): path is ConfigPath => Object.hasOwn(fields, path);

export const defaultConfig = Object.fromEntries(
  configPaths.map((path) => [path, fields[path].default]),
) as unknown as RunConfig;

/** Whether the field has an effect in this configuration. */
export const isRelevant = (path: ConfigPath, config: RunConfig): boolean =>
  fieldAt(path).relevant?.(config) ?? true;
