/**
 * The quick protocol: a softmax classifier on standardised features, zero initial weights, Adam with a learning rate
 * that falls as half a cosine by epochs. Insensitive to the scale of the features, and fast; the paper's own protocol
 * is another one, and numbers of the two are not to be mixed.
 */

import { tf } from '../tf';
import { fitByEpochs, type Fit, type LabelledRows, type LinearResult } from './linear-classifier';

/** What is fixed about it; stored beside every accuracy that it gives. */
export const adamSettings = { learningRate: 0.01, penalty: 1e-4, batch: 250 } as const;

/** @param data  standardised features */
export function adamProbe(
  data: { readonly train: LabelledRows; readonly test: LabelledRows },
  settings: Pick<Fit, 'classes' | 'epochs' | 'rows' | 'optimizer' | 'onEpoch'>,
): LinearResult {
  const { classes, epochs } = settings;
  const classifier = tf.tidy(() => ({
    weights: tf.variable(tf.zeros([data.train.features.shape[1], classes])),
    bias: tf.variable(tf.zeros([classes])),
  }));
  const result = fitByEpochs(classifier, data, {
    ...settings,
    batch: adamSettings.batch,
    penalty: adamSettings.penalty,
    learningRate: (epoch) => adamSettings.learningRate * 0.5 * (1 + Math.cos((Math.PI * epoch) / epochs)),
  });
  tf.dispose(Object.values(classifier));
  return result;
}
