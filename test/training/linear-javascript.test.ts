import { beforeAll, expect, it } from 'vitest';
import { loadTensorFlow } from '../../src-main/engine/load-tensorflow';
import { evaluateLinear } from '../../src-main/training/linear-evaluation';
import { tf } from '../../src-main/training/tf';
import { defaultConfig } from '../../src-shared/config/fields';
import { noise } from '../helpers/noise';

beforeAll(() => loadTensorFlow(null));

const [classes, width, count] = [2, 4, 40];

it.each(['adam', 'paper', 'ridge'] as const)(
  'a machine without TensorFlow evaluates with every protocol: %s',
  (protocol) => {
    expect(tf.getBackend()).toBe('cpu');
    const rows = (seed: number): { features: tf.Tensor2D; labels: tf.Tensor1D } => {
      const values = noise([count, width], seed).map((value, i) =>
        i % width === Math.floor(i / width) % classes ? value + 4 : value,
      );
      const labels = Array.from({ length: count }, (_, i) => i % classes);
      return { features: tf.tensor2d(values, [count, width]), labels: tf.tensor1d(labels, 'int32') };
    };
    const data = { train: rows(1), test: rows(2) };
    const { last, best } = evaluateLinear({
      config: {
        ...defaultConfig,
        'evaluation.linearProtocol': protocol,
        'evaluation.linearEpochs': 5,
      },
      classes,
      raw: data,
      standardised: data,
      mirrored: () => rows(3).features,
    });
    expect(last).toBeGreaterThan(0.8);
    expect(best).toBeGreaterThanOrEqual(last);
  },
);
