import type { RunConfig } from '#shared/config/fields';
import { conv4 } from './conv4';
import type { Encoder } from './encoder';
import { network, type NetworkPlan } from './network';
import { resnet18, resnet50 } from './resnet';

const plans: Readonly<Record<RunConfig['encoder.kind'], NetworkPlan>> = { conv4, resnet18, resnet50 };

export type EncoderSettings = Pick<
  RunConfig,
  'encoder.kind' | 'encoder.head' | 'encoder.hidden' | 'encoder.dimension'
>;

/** The encoder that a configuration names, with its head. */
export const chooseEncoder = (config: EncoderSettings): Encoder =>
  network(plans[config['encoder.kind']], {
    hidden: config['encoder.head'] === 'mlp' ? config['encoder.hidden'] : null,
    dimension: config['encoder.dimension'],
  });
