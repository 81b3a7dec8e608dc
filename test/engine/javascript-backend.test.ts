import * as tf from '@tensorflow/tfjs';
import { expect, it, vi } from 'vitest';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';

it('computes in plain JavaScript where there is no engine, and quietly', async () => {
  const warn = vi.spyOn(console, 'warn');
  const loaded = await loadTensorFlow(null);
  expect(loaded).toEqual({ native: false, device: 'CPU', engine: 'JavaScript' });
  expect(tf.getBackend()).toBe('cpu');
  expect([...tf.tensor1d([1, 2]).add(1).dataSync()]).toEqual([2, 3]);
  expect(warn).not.toHaveBeenCalled();
});
