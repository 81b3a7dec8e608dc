import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../src-shared/result';
import { findEngine } from '../../src-main/engine/find-engine';
import { loadTensorFlow, type LoadedEngine } from '../../src-main/engine/load-tensorflow';

interface NodeBackend {
  readonly executeMultipleOutputs: (
    name: string,
    attributes: readonly object[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ) => tf.Tensor[];
  readonly binding: Readonly<Record<string, number>>;
}

let engine: LoadedEngine;

beforeAll(async () => {
  const found = findEngine();
  // Without an engine nothing below means anything: say how to get one instead of skipping.
  if (!found) throw new Problem('engine.missing');
  engine = await loadTensorFlow(found.folder);
});

describe('the installed engine', () => {
  it('becomes the backend of tfjs and says what it is', () => {
    expect(tf.getBackend()).toBe('tensorflow');
    expect(engine).toMatchObject({ native: true, engine: expect.stringMatching(/^TensorFlow \d+\.\d+/) });
    expect(engine.device).toMatch(/^(CPU|GPU)/);
  });

  it('multiplies matrices', () => {
    const product = tf.matMul(
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.tensor2d([
        [5, 6],
        [7, 8],
      ]),
    );
    // 1*5+2*7, 1*6+2*8, 3*5+4*7, 3*6+4*8
    expect([...product.dataSync()]).toEqual([19, 22, 43, 50]);
  });

  it('finds the largest entries, for which older parts of tfjs need what newer Node removed', () => {
    expect([...tf.topk(tf.tensor1d([1, 9, 5]), 2).values.dataSync()]).toEqual([9, 5]);
  });

  it('reaches kernels that tfjs itself does not offer', () => {
    const backend = tf.backend() as unknown as NodeBackend;
    const { binding } = backend;
    const attribute = (name: string, type: string, value: unknown): object => ({
      name,
      type: binding[type],
      value,
    });
    const outputs = backend.executeMultipleOutputs(
      'FusedBatchNormV3',
      [
        attribute('T', 'TF_ATTR_TYPE', binding['TF_FLOAT']),
        attribute('U', 'TF_ATTR_TYPE', binding['TF_FLOAT']),
        attribute('epsilon', 'TF_ATTR_FLOAT', 1e-6),
        attribute('data_format', 'TF_ATTR_STRING', 'NHWC'),
        attribute('is_training', 'TF_ATTR_BOOL', true),
      ],
      [tf.tensor4d([1, 3], [2, 1, 1, 1]), tf.ones([1]), tf.zeros([1]), tf.tensor1d([]), tf.tensor1d([])],
      6,
    );
    // The mean of 1 and 3 is 2 and their deviation 1, so they become -1 and 1.
    const [first, second] = outputs[0]?.dataSync() ?? [];
    expect(first).toBeCloseTo(-1, 4);
    expect(second).toBeCloseTo(1, 4);
    expect(outputs[1]?.dataSync()[0]).toBeCloseTo(2, 6);
  });

  it('gives gradients', () => {
    const gradient = tf.grad((x) => x.square().sum())(tf.tensor1d([1, -2]));
    expect([...gradient.dataSync()]).toEqual([2, -4]);
  });
});

describe('a folder that holds no engine', () => {
  it('is refused in one sentence', async () => {
    await expect(loadTensorFlow('/no/such/engine')).rejects.toMatchObject({ code: 'engine.load' });
  });
});
