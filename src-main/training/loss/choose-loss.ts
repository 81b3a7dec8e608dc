import type { RunConfig } from '#shared/config/fields';
import { contrastive } from './contrastive';
import type { Loss } from './loss';
import { overNearest } from './nearest';
import { simple } from './simple';

type Settings = Pick<RunConfig, 'loss.kind' | 'loss.temperature' | 'negatives.hardest'>;

const losses: Readonly<Record<RunConfig['loss.kind'], (config: Settings) => Loss>> = {
  contrastive: (config) => contrastive(config['loss.temperature']),
  simple: () => simple,
  'hard-contrastive': (config) =>
    overNearest(config['negatives.hardest'], contrastive(config['loss.temperature'])),
  'hard-simple': (config) => overNearest(config['negatives.hardest'], simple),
};

export const lossKinds = Object.keys(losses) as readonly RunConfig['loss.kind'][];

/** The loss that a configuration names, with its parameters. */
export const chooseLoss = (config: Settings): Loss => losses[config['loss.kind']](config);
