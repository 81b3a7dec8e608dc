/**
 * Linear evaluation: a softmax classifier on frozen, standardised features.
 *
 * Adam, learning rate 0.01 falling as half a cosine by epochs, L2 penalty 1e-4 on the weights, batches of 250, zero
 * initial weights. Quick and insensitive to the scale of the features; the paper's own protocol (SGD, learning
 * rate 30, 100 epochs, augmented images) is another one, and numbers of the two are not to be mixed.
 */

import { tf } from '../tf';

/** What is fixed about the probe; stored beside every accuracy that it gives. */
export const probeSettings = { learningRate: 0.01, penalty: 1e-4, batch: 250 } as const;

export interface ProbeData {
  /** f32[N, F], standardised. */
  readonly features: tf.Tensor2D;
  /** i32[N]. */
  readonly labels: tf.Tensor1D;
}

type Variables = Readonly<Record<'weights' | 'bias', tf.Variable>>;

export interface ProbeSettings {
  readonly classes: number;
  readonly epochs: number;
  /** i32[N]: a random order of the training rows for an epoch; disposed here. */
  readonly order: (epoch: number) => tf.Tensor1D;
  /** Adam for these variables. */
  readonly optimizer: (variables: Variables) => {
    readonly apply: (update: {
      gradients: Record<string, tf.Tensor>;
      learningRate: number;
      step: number;
    }) => void;
    readonly dispose: () => void;
  };
}

const scores = ({ weights, bias }: Variables, rows: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(rows, weights as unknown as tf.Tensor2D), bias);

/** Gradient of the mean cross entropy plus the penalty: with P the probabilities, Xᵀ(P - Y)/B + penalty · W. */
function gradients(
  variables: Variables,
  { features, labels }: ProbeData,
  classes: number,
): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const wrong = tf.sub(
      tf.softmax(scores(variables, features)),
      tf.cast(tf.oneHot(labels, classes), 'float32'),
    );
    const scaled = tf.div(wrong, features.shape[0]) as tf.Tensor2D;
    return {
      weights: tf.add(
        tf.matMul(features, scaled, true, false),
        tf.mul(variables.weights, probeSettings.penalty),
      ),
      bias: tf.sum(scaled, 0),
    };
  });
}

const batchOf = (data: ProbeData, rows: tf.Tensor1D): ProbeData => ({
  features: tf.gather(data.features, rows),
  labels: tf.gather(data.labels, rows),
});

/** Share of the rows whose greatest score is that of their class, in [0, 1]. */
function accuracy(variables: Variables, { features, labels }: ProbeData): number {
  return tf.tidy(() => {
    const hits = tf.equal(tf.argMax(scores(variables, features), 1), labels);
    return tf.mean(tf.cast(hits, 'float32')).dataSync()[0] ?? Number.NaN;
  });
}

/** Accuracy on the test rows of a classifier fitted to the training rows, in [0, 1]. */
export function linearAccuracy(train: ProbeData, test: ProbeData, settings: ProbeSettings): number {
  const { classes, epochs } = settings;
  const count = train.labels.size;
  const variables: Variables = tf.tidy(() => ({
    weights: tf.variable(tf.zeros([train.features.shape[1], classes])),
    bias: tf.variable(tf.zeros([classes])),
  }));
  const optimizer = settings.optimizer(variables);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const learningRate = probeSettings.learningRate * 0.5 * (1 + Math.cos((Math.PI * epoch) / epochs));
    const order = settings.order(epoch);
    for (let start = 0; start < count; start += probeSettings.batch) {
      tf.tidy(() => {
        const batch = batchOf(train, tf.slice(order, start, Math.min(probeSettings.batch, count - start)));
        optimizer.apply({ gradients: gradients(variables, batch, classes), learningRate, step });
      });
      step += 1;
    }
    order.dispose();
  }
  const result = accuracy(variables, test);
  optimizer.dispose();
  tf.dispose(Object.values(variables));
  return result;
}
