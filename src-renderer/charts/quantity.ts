/** What an axis can show: a field of the configuration, or a measure. */

import { fieldAt, isConfigPath, type ConfigPath } from '#shared/config/fields';
import type { MetricName } from '#shared/metric';

export type Quantity = ConfigPath | MetricName;

/** Shown in even ratios wherever all values are positive. */
export function isLogarithmic(quantity: Quantity): boolean {
  if (!isConfigPath(quantity)) return quantity === 'learningRate' || quantity === 'temperature';
  const field = fieldAt(quantity);
  return field.kind === 'number' && field.scale === 'log';
}
