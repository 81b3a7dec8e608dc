import type { RunConfig } from '#shared/config/fields';
import { adamw } from './adamw';
import { lars } from './lars';
import type { Optimizer, Variables } from './optimizer';
import { sgd } from './sgd';

type Settings = Pick<
  RunConfig,
  | 'optimizer.kind'
  | 'optimizer.momentum'
  | 'optimizer.nesterov'
  | 'optimizer.trust'
  | 'optimizer.beta1'
  | 'optimizer.beta2'
  | 'optimizer.weightDecay'
  | 'optimizer.decayAll'
  | 'optimizer.clipNorm'
>;

/**
 * The optimiser that a configuration names. Biases and batch norm decay, and have a learning rate of their own in
 * LARS, only where the configuration says so.
 */
export function chooseOptimizer(
  config: Settings,
  variables: Variables,
  isWeight: (name: string) => boolean,
): Optimizer {
  const chosen = (name: string): boolean => config['optimizer.decayAll'] || isWeight(name);
  const common = {
    weightDecay: config['optimizer.weightDecay'],
    decays: chosen,
    clipNorm: config['optimizer.clipNorm'],
  };
  const momentum = config['optimizer.momentum'];
  switch (config['optimizer.kind']) {
    case 'sgd':
      return sgd(variables, { ...common, momentum, nesterov: config['optimizer.nesterov'] });
    case 'lars':
      return lars(variables, { ...common, momentum, trust: config['optimizer.trust'], adapts: chosen });
    case 'adamw':
      return adamw(variables, {
        ...common,
        beta1: config['optimizer.beta1'],
        beta2: config['optimizer.beta2'],
      });
  }
}
