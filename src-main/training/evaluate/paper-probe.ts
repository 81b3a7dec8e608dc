/**
 * The paper's protocol: a softmax classifier on the features as they are, SGD with momentum at learning rate 30, which
 * falls to a fifth after 40, 60 and 80 % of the epochs, no weight decay, batches of 256.
 *
 * Wang & Liu 2021, arXiv:2012.09740, section 4 ("100 epochs, learning rate 30, × 0.2 at 40, 60, 80"); batch, momentum,
 * initial weights and the flip of training images as in the authors' code.
 */

import { tf } from '../tf';
import { fitByEpochs, type Fit, type LabelledRows, type LinearResult } from './linear-classifier';

/** What is fixed about it; stored beside every accuracy that it gives. */
export const paperSettings = { learningRate: 30, factor: 0.2, momentum: 0.9, batch: 256 } as const;

/** Standard deviation of the initial weights. */
const initialDeviation = 0.01;

/** Shares of the epochs after which the learning rate falls. */
const drops = [0.4, 0.6, 0.8] as const;

export const paperLearningRate = (epoch: number, epochs: number): number => {
  const { learningRate, factor } = paperSettings;
  return learningRate * factor ** drops.filter((share) => epoch / epochs >= share).length;
};

/**
 * Normal numbers from two uniform ones each (Box & Muller 1958).
 *
 * @param uniform  f32[2, F, C], in [0, 1)
 * @returns  f32[F, C] of the deviation of the initial weights
 */
export const initialWeights = (uniform: tf.Tensor3D): tf.Tensor2D =>
  tf.tidy(() => {
    const [first, second] = tf.unstack(uniform) as [tf.Tensor2D, tf.Tensor2D];
    const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, first)), -2));
    return tf.mul(tf.mul(radius, tf.cos(tf.mul(second, 2 * Math.PI))), initialDeviation);
  });

export interface PaperSettings extends Pick<Fit, 'classes' | 'epochs' | 'rows' | 'optimizer' | 'onEpoch'> {
  /** f32[F, C]. */
  readonly weights: tf.Tensor2D;
}

/** @param data  features as the encoder gives them */
export function paperProbe(
  data: { readonly train: LabelledRows; readonly test: LabelledRows },
  { weights, ...settings }: PaperSettings,
): LinearResult {
  const classifier = tf.tidy(() => ({
    weights: tf.variable(weights),
    bias: tf.variable(tf.zeros([settings.classes])),
  }));
  const result = fitByEpochs(classifier, data, {
    ...settings,
    batch: paperSettings.batch,
    penalty: 0,
    learningRate: (epoch) => paperLearningRate(epoch, settings.epochs),
  });
  tf.dispose(Object.values(classifier));
  return result;
}
