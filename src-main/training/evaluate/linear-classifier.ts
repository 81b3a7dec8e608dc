/**
 * Linear evaluation: how well a linear classifier on frozen features tells the classes apart. What all protocols
 * share is here: the classifier, its gradient, the epochs that fit it, and the judgement on the test rows.
 */

import { tf } from '../tf';

/** Labelled features. */
export interface LabelledRows {
  /** f32[N, F]. */
  readonly features: tf.Tensor2D;
  /** i32[N], in [0, classes). */
  readonly labels: tf.Tensor1D;
}

/** Scores of a row x are x · weights + bias. */
export type Classifier = Readonly<Record<'weights' | 'bias', tf.Variable>>;

export interface ClassifierOptimizer {
  readonly apply: (update: {
    gradients: Record<string, tf.Tensor>;
    learningRate: number;
    step: number;
  }) => void;
  readonly dispose: () => void;
}

export interface LinearResult {
  /** Accuracy on the test rows after the last epoch, in [0, 1]. */
  readonly last: number;
  /** The best of all epochs. */
  readonly best: number;
  /** Accuracy of each class after the last epoch; null where a class has no test row. */
  readonly perClass: readonly (number | null)[];
  /** Rows are true classes, columns what was said after the last epoch. */
  readonly confusion: readonly (readonly number[])[];
}

export interface Fit {
  readonly classes: number;
  readonly epochs: number;
  readonly batch: number;
  /** L2 penalty on the weights. */
  readonly penalty: number;
  /** i32[M]: the rows of an epoch in their order; disposed here. */
  readonly rows: (epoch: number) => tf.Tensor1D;
  readonly learningRate: (epoch: number) => number;
  readonly optimizer: (classifier: Classifier) => ClassifierOptimizer;
  /** Told after each epoch. */
  readonly onEpoch: (done: number) => void;
}

const scores = ({ weights, bias }: Classifier, rows: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(rows, weights as unknown as tf.Tensor2D), bias);

interface Objective {
  readonly classes: number;
  readonly penalty: number;
}

/** Gradient of the mean cross entropy plus the penalty: with P the probabilities, Xᵀ(P - Y)/B + penalty · W. */
function gradients(
  classifier: Classifier,
  { features, labels }: LabelledRows,
  { classes, penalty }: Objective,
): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const wrong = tf.sub(
      tf.softmax(scores(classifier, features)),
      tf.cast(tf.oneHot(labels, classes), 'float32'),
    );
    const scaled = tf.div(wrong, features.shape[0]) as tf.Tensor2D;
    const slope = tf.matMul(features, scaled, true, false);
    return {
      weights: penalty > 0 ? tf.add(slope, tf.mul(classifier.weights, penalty)) : slope,
      bias: tf.sum(scaled, 0),
    };
  });
}

const batchOf = (data: LabelledRows, rows: tf.Tensor1D): LabelledRows => ({
  features: tf.gather(data.features, rows),
  labels: tf.gather(data.labels, rows),
});

/** What the classifier says of each row, i32[M]. */
const said = (classifier: Classifier, rows: tf.Tensor2D): tf.Tensor1D =>
  tf.argMax(scores(classifier, rows), 1);

/** Share of the rows whose greatest score is that of their class, in [0, 1]. */
export function accuracy(classifier: Classifier, { features, labels }: LabelledRows): number {
  return tf.tidy(() => {
    const hits = tf.equal(said(classifier, features), labels);
    return tf.mean(tf.cast(hits, 'float32')).dataSync()[0] ?? Number.NaN;
  });
}

/** How often a row of each class was taken for each class: [true][said]. */
export function confusionOf(classifier: Classifier, test: LabelledRows, classes: number): number[][] {
  const answers = tf.tidy(() => said(classifier, test.features).dataSync());
  const truths = test.labels.dataSync();
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  truths.forEach((truth, i) => {
    const row = counts[truth];
    const answer = answers[i] ?? 0;
    if (row) row[answer] = (row[answer] ?? 0) + 1;
  });
  return counts;
}

export const accuracyOfClasses = (confusion: readonly (readonly number[])[]): (number | null)[] =>
  confusion.map((row, truth) => {
    const count = row.reduce((sum, each) => sum + each, 0);
    return count === 0 ? null : (row[truth] ?? 0) / count;
  });

/** Descends the cross entropy of the training rows for some epochs, judged on the test rows after each. */
export function fitByEpochs(
  classifier: Classifier,
  { train, test }: { readonly train: LabelledRows; readonly test: LabelledRows },
  fit: Fit,
): LinearResult {
  const optimizer = fit.optimizer(classifier);
  let last = Number.NaN;
  let best = 0;
  let step = 0;
  for (let epoch = 0; epoch < fit.epochs; epoch++) {
    const learningRate = fit.learningRate(epoch);
    const rows = fit.rows(epoch);
    for (let start = 0; start < rows.size; start += fit.batch) {
      tf.tidy(() => {
        const batch = batchOf(train, tf.slice(rows, start, Math.min(fit.batch, rows.size - start)));
        optimizer.apply({ gradients: gradients(classifier, batch, fit), learningRate, step });
      });
      step += 1;
    }
    rows.dispose();
    last = accuracy(classifier, test);
    best = Math.max(best, last);
    fit.onEpoch(epoch + 1);
  }
  optimizer.dispose();
  const confusion = confusionOf(classifier, test, fit.classes);
  return { last, best, perClass: accuracyOfClasses(confusion), confusion };
}
