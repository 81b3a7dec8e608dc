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
import { setGoldenWeights } from '../helpers/golden-weights';
import { noise } from '../helpers/noise';

useTensorFlow();

const channels = { mean: [0, 0, 0], deviation: [1, 1, 1] };
const moment = { temperature: 0.2, hardest: 1 };

const matricesOf = (model: Model): readonly string[] =>
  model.encoder.parameters.filter(({ isWeight }) => isWeight).map(({ name }) => name);

/**
 * What single precision leaves of the seven digits. A gradient sees a ReLU that rounding switched on or off, so after a
 * first step of the deeper network its length is known least: rounding of 1e-6 after each convolution moves it by 3e-3
 * in double precision too, and PyTorch in single precision is as far away.
 */
const tolerances = {
  conv4: { first: 1e-5, later: 1e-5, laterGradients: 1e-5 },
  resnet18: { first: 3e-4, later: 1e-3, laterGradients: 1e-2 },
} as const;

it.each(['conv4', 'resnet18'] as const)('%s follows PyTorch in float64, step by step', (kind) => {
  const golden = goldens[kind];
  const model = createModel({ ...defaultConfig, 'encoder.kind': kind }, channels);
  setGoldenWeights(model);
  const bank = tf.tensor2d(noise([golden.bank, 128], 200), [golden.bank, 128]);
  const source = memoryBank(tf.div(bank, tf.norm(bank, 2, 1, true)), 0.5);
  const optimizer = sgd(model.weights, {
    momentum: 0.9,
    nesterov: false,
    weightDecay: 5e-4,
    decays: () => true,
  });
  const views = tf.tensor4d(noise([golden.batch, 32, 32, 3], 100), [golden.batch, 32, 32, 3]);
  const images = tf.tensor1d(
    Array.from({ length: golden.batch }, (_, i) => 3 * i),
    'int32',
  );

  golden.steps.forEach((expected, step) => {
    const { first, later, laterGradients } = tolerances[kind];
    const tolerance = step === 0 ? first : later;
    const input = { views, images, moment };
    const before = lossAndGradients({ model, source, loss: contrastive }, input);
    expectClose([before.loss], [expected.loss], tolerance);
    expectClose(before.embeddings.dataSync().slice(0, 8), expected.firstEmbedding, tolerance);
    const norms = matricesOf(model).map(
      (name) => tf.norm(before.gradients[name] as tf.Tensor).dataSync()[0] ?? 0,
    );
    expectClose(norms, expected.gradientNorms, step === 0 ? first : laterGradients);
    // The look at the gradients must not move the running statistics: only the step below does.
    model.forget();
    const parts = { model, source, loss: contrastive, optimizer };
    expect(trainStep(parts, { ...input, learningRate: 0.03, step }).loss).toBe(before.loss);
  });

  const { later } = tolerances[kind];
  model.encoder.normalisations.slice(0, golden.batchNormMeans.length).forEach(({ name }, i) => {
    expectClose(
      model.state[`${name}.mean`]?.dataSync().slice(0, 4) ?? [],
      golden.batchNormMeans[i] ?? [],
      later,
    );
    expectClose(
      model.state[`${name}.variance`]?.dataSync().slice(0, 4) ?? [],
      golden.batchNormVariances[i] ?? [],
      later,
    );
  });
  expectClose(model.weights['head.weight']?.dataSync().slice(0, 8) ?? [], golden.headWeight, later);
});
