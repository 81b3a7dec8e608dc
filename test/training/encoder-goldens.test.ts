import { expect, it } from 'vitest';
import { contrastive } from '../../src-main/training/loss/contrastive';
import { createModel } from '../../src-main/training/model';
import { memoryBank } from '../../src-main/training/negatives/memory-bank';
import { lossAndGradients } from '../../src-main/training/step';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/encoders.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { setGoldenWeights } from '../helpers/golden-weights';
import { noise } from '../helpers/noise';

useTensorFlow();

const channels = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/**
 * Numbers of test/goldens/make-encoders.py. In single precision PyTorch itself is 1.4e-5 away in the embeddings of
 * ResNet-50 and 9e-4 in its gradients, which see ReLUs that rounding switches.
 */
const encoders: readonly {
  readonly name: string;
  readonly config: Partial<RunConfig>;
  readonly golden: (typeof goldens)['resnet50'];
  readonly tolerance: { readonly values: number; readonly gradients: number };
}[] = [
  {
    name: 'ResNet-50 with the stem for ImageNet',
    config: { 'encoder.kind': 'resnet50' },
    golden: goldens.resnet50,
    tolerance: { values: 5e-5, gradients: 5e-3 },
  },
  {
    name: 'the head of two layers',
    config: { 'encoder.kind': 'conv4', 'encoder.head': 'mlp', 'encoder.hidden': goldens.mlpHead.hidden },
    golden: goldens.mlpHead,
    tolerance: { values: 1e-5, gradients: 1e-5 },
  },
];

it.each(encoders)('$name is that of PyTorch in float64', ({ config, golden, tolerance }) => {
  const { batch, side } = golden;
  const model = createModel({ ...defaultConfig, ...config }, channels);
  setGoldenWeights(model);
  const bank = tf.tensor2d(noise([golden.bank, 128], 200), [golden.bank, 128]);
  const source = memoryBank(tf.div(bank, tf.norm(bank, 2, 1, true)), 0.5);
  const views = tf.tensor4d(noise([batch, side, side, 3], 100), [batch, side, side, 3]);
  const images = tf.tensor1d(
    Array.from({ length: batch }, (_, i) => 3 * i),
    'int32',
  );
  const moment = { temperature: 0.2, hardest: 1 };
  const { loss, embeddings, gradients } = lossAndGradients(
    { model, source, loss: contrastive },
    { views, images, moment },
  );

  expectClose([loss], [golden.loss], tolerance.values);
  const begun = tf.slice(embeddings, [0, 0], [batch, golden.embeddings[0]?.length ?? 0]);
  expectClose(begun.dataSync(), golden.embeddings.flat(), tolerance.values);
  const trained = model.encoder.parameters.filter(({ name, isWeight }) => isWeight || name.endsWith('.bias'));
  const norms = trained.map(({ name }) => tf.norm(gradients[name] as tf.Tensor).dataSync()[0] ?? 0);
  // Each relative to its own length: they differ by a factor of hundreds.
  const ratios = norms.map((norm, i) => norm / (golden.gradientNorms[i] ?? Number.NaN));
  expect(norms).toHaveLength(golden.gradientNorms.length);
  expectClose(
    ratios,
    ratios.map(() => 1),
    tolerance.gradients,
  );
});
