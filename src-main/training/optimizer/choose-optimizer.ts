import type { RunConfig } from '#shared/config/fields';
import { adamw } from './adamw';
import type { Optimizer, Variables } from './optimizer';
import { sgd } from './sgd';

type Settings = Pick<
  RunConfig,
  | 'optimizer.kind'
  | 'optimizer.momentum'
  | 'optimizer.beta1'
  | 'optimizer.beta2'
  | 'optimizer.weightDecay'
  | 'optimizer.decayAll'
>;

/** The optimiser that a configuration names. Biases and batch norm decay only where the configuration says so. */
export function chooseOptimizer(
  config: Settings,
  variables: Variables,
  isWeight: (name: string) => boolean,
): Optimizer {
  const decay = {
    weightDecay: config['optimizer.weightDecay'],
    decays: (name: string) =>
      config['optimizer.weightDecay'] > 0 && (config['optimizer.decayAll'] || isWeight(name)),
  };
  return config['optimizer.kind'] === 'sgd'
    ? sgd(variables, config['optimizer.momentum'], decay)
    : adamw(variables, { ...decay, beta1: config['optimizer.beta1'], beta2: config['optimizer.beta2'] });
}
