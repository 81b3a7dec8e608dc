/** Turns what was typed into a configuration: preset first, then dataset, then each assignment. */

import { parseValue } from '#shared/config/check';
import { fieldAt, type RunConfig } from '#shared/config/fields';
import { isPresetName, presetConfig, presetNames } from '#shared/config/presets';
import { Problem } from '#shared/result';
import type { StudyAxis } from '#shared/study';
import { parseAssignments, toConfigPath } from '../lab/parse-config';

export interface ConfigOptions {
  readonly dataset?: string;
  readonly preset?: string;
  readonly set: readonly string[];
}

/** @throws Problem for the first wrong word */
export function configFrom({ dataset, preset = 'quick-start', set }: ConfigOptions): RunConfig {
  if (!isPresetName(preset)) {
    throw new Problem('config.unknown-preset', { choices: presetNames.join(', '), found: preset });
  }
  const chosen = dataset === undefined ? {} : { 'dataset.id': dataset };
  return { ...presetConfig(preset), ...chosen, ...parseAssignments(set) };
}

/**
 * Reads `path=v1,v2`. Where a value is itself a list, values are separated by semicolons.
 * @throws Problem where it is no axis
 */
export function axisFrom(written: string): StudyAxis {
  const equals = written.indexOf('=');
  if (equals < 1) throw new Problem('config.bad-assignment', { text: written });
  const path = toConfigPath(written.slice(0, equals).trim());
  const separator = fieldAt(path).kind === 'list' ? ';' : ',';
  const values = written.slice(equals + 1).split(separator);
  return { path, values: values.map((value) => parseValue(path, value)) };
}
