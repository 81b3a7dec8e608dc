import { expect, it } from 'vitest';
import { contrastive } from '../../src-main/training/loss/contrastive';
import { createModel } from '../../src-main/training/model';
import { memoryBank } from '../../src-main/training/negatives/memory-bank';
import { lossAndGradients } from '../../src-main/training/step';
import { tf } from '../../src-main/training/tf';
import { unitRows } from '../../src-main/training/unit-rows';
import { defaultConfig } from '../../src-shared/config/fields';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const half = 4;
const channels = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/** Two halves of equal images have the batch statistics of the whole, so that batch norm sees no difference. */
function twin(): tf.Tensor4D {
  const images = tf.tensor4d(noise([half, 32, 32, 3], 100), [half, 32, 32, 3]);
  return tf.concat([images, images], 0);
}

it('the gradient of a batch in two parts is that of the batch at once', () => {
  const bank = (): tf.Tensor2D => tf.tidy(() => unitRows(tf.tensor2d(noise([20, 128], 7), [20, 128])));
  const input = {
    views: twin(),
    images: tf.tensor1d([0, 3, 6, 9, 12, 15, 18, 1], 'int32'),
    moment: { temperature: 0.2, hardest: 19 },
  };
  const gradients = [1, 2].map((accumulation) => {
    const model = createModel(defaultConfig, channels);
    const source = memoryBank(bank(), 0.5);
    return lossAndGradients({ model, source, loss: contrastive }, { ...input, accumulation });
  });
  const [whole, parts] = gradients;
  expect(parts?.loss).toBeCloseTo(whole?.loss ?? 0, 5);
  expectClose(parts?.embeddings.dataSync() ?? [], whole?.embeddings.dataSync() ?? [], 1e-5);
  expect(Object.keys(parts?.gradients ?? {}).sort()).toEqual(Object.keys(whole?.gradients ?? {}).sort());
  for (const [name, gradient] of Object.entries(whole?.gradients ?? {})) {
    expectClose(parts?.gradients[name]?.dataSync() ?? [], gradient.dataSync(), 2e-4);
  }
});
