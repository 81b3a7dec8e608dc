import type { RunConfig } from '#shared/config/fields';
import { followingEncoder } from './following-encoder';
import { createModel, type Model } from './model';
import { batchNegatives } from './negatives/batch';
import { memoryBank } from './negatives/memory-bank';
import { momentumQueue } from './negatives/momentum-queue';
import type { NegativeSource } from './negatives/source';
import { uniform } from './random';
import { tf } from './tf';
import { unitRows } from './unit-rows';

export interface SourceNeeds {
  /** Training images. */
  readonly images: number;
  readonly model: Model;
  readonly channels: Parameters<typeof createModel>[1];
}

/** f32[rows, D]: random unit rows, as the bank and the queue start with in the code of their authors. */
function randomRows(config: RunConfig, rows: number, purpose: 'bank' | 'queue'): tf.Tensor2D {
  return tf.tidy(() => {
    const draw = { seed: config['training.seed'], purpose, counter: 0 };
    const random = uniform([rows, config['encoder.dimension']], draw);
    return unitRows(tf.sub(random, 0.5) as tf.Tensor2D);
  });
}

/** The source of negatives that a configuration names. */
export function chooseSource(config: RunConfig, { images, model, channels }: SourceNeeds): NegativeSource {
  switch (config['negatives.source']) {
    case 'batch':
      return batchNegatives(config['training.batchSize']);
    case 'memory-bank':
      return memoryBank(randomRows(config, images, 'bank'), config['negatives.bankMomentum']);
    case 'momentum-queue': {
      // The seed gives the copy the weights that the model has.
      const copy = createModel(config, channels);
      const follower = followingEncoder(model, copy, config['negatives.encoderMomentum']);
      return momentumQueue(randomRows(config, config['negatives.queueSize'], 'queue'), follower);
    }
  }
}
