/**
 * Least squares in closed form: each class is told from the others by ridge regression on its indicator, and the
 * greatest prediction wins. No epochs, no learning rate: the quickest protocol, and one without chance but for the folds.
 *
 *   W = (Σ/n + λI)⁻¹ Xᵀ(Y - Ȳ)/n,   b = Ȳ - X̄W,   Σ the scatter of X about its mean
 *
 * Hoerl & Kennard 1970; λ per image, so that scikit-learn's `Ridge(alpha)` has alpha = λn.
 */

import { kernels, tf } from '../tf';
import { accuracy, accuracyOfClasses, confusionOf } from './linear-classifier';
import type { Classifier, LabelledRows, LinearResult } from './linear-classifier';

/** What is fixed about it. The greater penalty wins where two do equally well. */
export const ridgeSettings = { penalties: [1, 0.1, 0.01, 0.001, 0.0001], folds: 5 } as const;

/** Sums over some rows: all that a fit needs to know of them. A type, since only those pass through `tf.tidy`. */
type Moments = {
  count: number;
  /** f32[F], f32[C]. */
  features: tf.Tensor;
  targets: tf.Tensor;
  /** f32[F, F], f32[F, C]. */
  squares: tf.Tensor;
  products: tf.Tensor;
};

const momentsOf = ({ features, labels }: LabelledRows, classes: number): Moments =>
  tf.tidy(() => {
    const targets = tf.cast(tf.oneHot(labels, classes), 'float32') as tf.Tensor2D;
    return {
      count: labels.size,
      features: tf.sum(features, 0),
      targets: tf.sum(targets, 0),
      squares: tf.matMul(features, features, true, false),
      products: tf.matMul(features, targets, true, false),
    };
  });

/** What is left of the rows of `a` without those of `b`; or all of both. */
const combine = (a: Moments, b: Moments, by: 'add' | 'sub'): Moments => ({
  count: by === 'add' ? a.count + b.count : a.count - b.count,
  features: tf[by](a.features, b.features),
  targets: tf[by](a.targets, b.targets),
  squares: tf[by](a.squares, b.squares),
  products: tf[by](a.products, b.products),
});

/** f32[F, C] and f32[C]; caller disposes. */
export const solveRidge = (moments: Moments, penalty: number): { weights: tf.Tensor; bias: tf.Tensor } =>
  tf.tidy(() => {
    const { count } = moments;
    const mean = tf.reshape(tf.div(moments.features, count), [1, -1]) as tf.Tensor2D;
    const share = tf.reshape(tf.div(moments.targets, count), [1, -1]) as tf.Tensor2D;
    const scatter = tf.sub(tf.div(moments.squares, count), tf.matMul(mean, mean, true, false));
    const products = tf.sub(tf.div(moments.products, count), tf.matMul(mean, share, true, false));
    const ridge = tf.mul(tf.eye(mean.shape[1]), penalty);
    const weights = kernels().solve(tf.add(scatter, ridge) as tf.Tensor2D, products as tf.Tensor2D);
    return { weights, bias: tf.reshape(tf.sub(share, tf.matMul(mean, weights)), [-1]) };
  });

/** The work with a classifier that is fitted to these moments. */
function withFitted<T>(moments: Moments, penalty: number, work: (classifier: Classifier) => T): T {
  const classifier = tf.tidy(() => {
    const { weights, bias } = solveRidge(moments, penalty);
    return { weights: tf.variable(weights), bias: tf.variable(bias) };
  });
  const result = work(classifier);
  tf.dispose(Object.values(classifier));
  return result;
}

export interface RidgeSettings {
  readonly classes: number;
  /** i32[N]: a random order of the training rows, cut into the folds. */
  readonly order: tf.Tensor1D;
}

/** The rows of each fold; caller disposes. */
function foldsOf(train: LabelledRows, order: tf.Tensor1D): readonly LabelledRows[] {
  const folds = Math.min(ridgeSettings.folds, order.size);
  const at = (fold: number): number => Math.round((fold * order.size) / folds);
  return Array.from({ length: folds }, (_, fold) =>
    tf.tidy(() => {
      const rows = tf.slice(order, at(fold), at(fold + 1) - at(fold));
      return { features: tf.gather(train.features, rows), labels: tf.gather(train.labels, rows) };
    }),
  );
}

interface Chosen {
  readonly penalty: number;
  /** Of all training rows; caller disposes. */
  readonly total: Moments;
}

/** The penalty whose classifiers, each fitted without one fold, are right most often on that fold. */
export function choosePenalty(train: LabelledRows, { classes, order }: RidgeSettings): Chosen {
  const folds = foldsOf(train, order);
  const moments = folds.map((fold) => momentsOf(fold, classes));
  const total = tf.tidy(() => moments.reduce((sum, each) => combine(sum, each, 'add')));
  const rest = moments.map((each) => tf.tidy(() => combine(total, each, 'sub')));
  const hits = ridgeSettings.penalties.map((penalty) =>
    folds.reduce((sum, fold, i) => {
      const others = rest[i] ?? total;
      return (
        sum + withFitted(others, penalty, (fitted) => Math.round(accuracy(fitted, fold) * fold.labels.size))
      );
    }, 0),
  );
  const penalty = ridgeSettings.penalties[hits.indexOf(Math.max(...hits))] ?? ridgeSettings.penalties[0];
  for (const each of [...rest, ...moments]) disposeMoments(each);
  tf.dispose(folds.flatMap(({ features, labels }) => [features, labels]));
  return { penalty, total };
}

const disposeMoments = ({ features, targets, squares, products }: Moments): void =>
  tf.dispose([features, targets, squares, products]);

/** @param data  standardised features */
export function ridgeProbe(
  { train, test }: { readonly train: LabelledRows; readonly test: LabelledRows },
  settings: RidgeSettings,
): LinearResult {
  const { penalty, total } = choosePenalty(train, settings);
  const result = withFitted(total, penalty, (fitted) => {
    const last = accuracy(fitted, test);
    const confusion = confusionOf(fitted, test, settings.classes);
    return { last, best: last, perClass: accuracyOfClasses(confusion), confusion };
  });
  disposeMoments(total);
  return result;
}
