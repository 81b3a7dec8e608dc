import { expect, it } from 'vitest';
import { contrastive } from '../../src-main/training/loss/contrastive';
import { createModel, type Model } from '../../src-main/training/model';
import { memoryBank } from '../../src-main/training/negatives/memory-bank';
import { sgd } from '../../src-main/training/optimizer/sgd';
import { lossAndGradients, trainStep } from '../../src-main/training/step';
import { tf } from '../../src-main/training/tf';
import { defaultConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/trajectories.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const golden = goldens.conv4;
const channels = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/** The weights that the goldens were made with. */
function setWeights(model: Model): void {
  model.encoder.parameters.forEach(({ name, shape }) => {
    const [height = 1, width = 1, input = 1] = shape;
    const convolution = /^conv(\d)$/.exec(name);
    const values = convolution
      ? noise(shape, Number(convolution[1]), Math.sqrt(2 / (height * width * input)))
      : name === 'head.weight'
        ? noise(shape, 50, Math.sqrt(1 / height))
        : name === 'head.bias'
          ? noise(shape, 51, 0.01)
          : undefined;
    if (values) model.weights[name]?.assign(tf.tensor(values, [...shape]));
  });
}

it('conv4 follows PyTorch in float64 for five steps', () => {
  const model = createModel(defaultConfig, channels);
  setWeights(model);
  const bank = tf.tensor2d(noise([golden.bank, 128], 200), [golden.bank, 128]);
  const source = memoryBank(tf.div(bank, tf.norm(bank, 2, 1, true)), 0.5);
  const optimizer = sgd(model.weights, {
    momentum: 0.9,
    nesterov: false,
    weightDecay: 5e-4,
    decays: () => true,
  });
  const loss = contrastive(0.2);
  const views = tf.tensor4d(noise([golden.batch, 32, 32, 3], 100), [golden.batch, 32, 32, 3]);
  const images = tf.tensor1d(
    Array.from({ length: golden.batch }, (_, i) => 3 * i),
    'int32',
  );

  golden.steps.forEach((expected, step) => {
    const before = lossAndGradients({ model, source, loss }, views, images);
    expectClose([before.loss], [expected.loss], 1e-5);
    expectClose(before.embeddings.dataSync().slice(0, 8), expected.firstEmbedding, 1e-5);
    const matrices = ['conv0', 'conv1', 'conv2', 'conv3', 'head.weight'];
    const norms = matrices.map((name) => tf.norm(before.gradients[name] as tf.Tensor).dataSync()[0] ?? 0);
    expectClose(norms, expected.gradientNorms, 1e-5);
    // The look at the gradients must not move the running statistics: only the step below does.
    model.forget();
    expect(trainStep({ model, source, loss, optimizer }, { views, images, learningRate: 0.03, step })).toBe(
      before.loss,
    );
  });

  [0, 1, 2, 3].forEach((i) => {
    expectClose(
      model.state[`norm${i}.mean`]?.dataSync().slice(0, 4) ?? [],
      golden.batchNormMeans[i] ?? [],
      1e-5,
    );
    expectClose(
      model.state[`norm${i}.variance`]?.dataSync().slice(0, 4) ?? [],
      golden.batchNormVariances[i] ?? [],
      1e-5,
    );
  });
  expectClose(model.weights['head.weight']?.dataSync().slice(0, 8) ?? [], golden.headWeight, 1e-5);
});
