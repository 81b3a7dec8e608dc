/** The golden losses, each with the configuration that it is of. */

import { expect } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/losses.json';

/** Parameters as the goldens name them, beside the fields that they are here. */
const fields = {
  tau: 'loss.temperature',
  tau0: 'loss.temperature',
  k: 'negatives.hardest',
  tau_plus: 'loss.positivePrior',
  beta: 'loss.concentration',
  alpha: 'loss.adaptation',
  a0: 'loss.alignmentThreshold',
  m: 'loss.temperatureRatio',
} as const satisfies Record<string, keyof RunConfig>;

export interface GoldenLoss {
  readonly loss: string;
  readonly parameters: Readonly<Partial<Record<keyof typeof fields, number>>>;
  readonly value: number;
  readonly gradient: number[][];
}
export const goldenCases: readonly GoldenLoss[] = goldens.cases;

export function goldenConfig({ loss, parameters }: GoldenLoss): RunConfig {
  const own = Object.entries(parameters).map(([name, value]) => {
    expect(fields).toHaveProperty(name);
    return [fields[name as keyof typeof fields], value];
  });
  return {
    ...defaultConfig,
    'loss.kind': loss as RunConfig['loss.kind'],
    ...(Object.fromEntries(own) as Partial<RunConfig>),
  };
}
