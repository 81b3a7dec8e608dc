import { describe, expect, it } from 'vitest';
import type { LinearResult } from '../../src-main/training/evaluate/linear-classifier';
import { evaluateLinear, linearProtocols } from '../../src-main/training/linear-evaluation';
import { tf } from '../../src-main/training/tf';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { useTensorFlow } from '../helpers/engine';
import { noise } from '../helpers/noise';

useTensorFlow();

const [classes, width] = [3, 8];

/** Rows of three classes that are told apart by their first three numbers, more or less. */
function rowsOf(count: number, seed: number): { features: tf.Tensor2D; labels: tf.Tensor1D } {
  const values = noise([count, width], seed).map((value, i) =>
    i % width === Math.floor(i / width) % classes ? value + 2 : value,
  );
  const labels = Array.from({ length: count }, (_, i) => i % classes);
  return { features: tf.tensor2d(values, [count, width]), labels: tf.tensor1d(labels, 'int32') };
}

const configOf = (part: Partial<RunConfig>): RunConfig => ({
  ...defaultConfig,
  'evaluation.linearEpochs': 4,
  ...part,
});

interface Evaluated {
  readonly result: LinearResult;
  readonly epochs: readonly number[];
  readonly leaked: number;
}

function evaluate(part: Partial<RunConfig>): Evaluated {
  const data = { train: rowsOf(300, 1), test: rowsOf(90, 2) };
  const before = tf.memory().numTensors;
  const epochs: number[] = [];
  const result = evaluateLinear({
    config: configOf(part),
    classes,
    raw: data,
    standardised: data,
    mirrored: () => tf.tensor2d(noise([300, width], 3), [300, width]),
    onEpoch: (done) => epochs.push(done),
  });
  return { result, epochs, leaked: tf.memory().numTensors - before };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe.each([
  ['adam', {}],
  ['paper', { 'evaluation.linearFlip': true }],
  ['paper', { 'evaluation.linearFlip': false }],
  ['ridge', {}],
] as const)('linear evaluation: %s %o', (protocol, part) => {
  const config = { 'evaluation.linearProtocol': protocol, ...part };

  it('gives accuracies that its confusion matrix bears out, without leaving tensors', () => {
    const { result, epochs, leaked } = evaluate(config);
    expect(leaked).toBe(0);
    expect(epochs).toEqual(protocol === 'ridge' ? [] : [1, 2, 3, 4]);
    expect(result.last).toBeGreaterThan(0.5);
    expect(result.best).toBeGreaterThanOrEqual(result.last);
    expect(result.confusion.map(sum)).toEqual([30, 30, 30]);
    const hits = sum(result.confusion.map((row, i) => row[i] ?? 0));
    expect(result.last).toBeCloseTo(hits / 90, 6);
    expect(result.perClass).toEqual(result.confusion.map((row, i) => (row[i] ?? 0) / 30));
  });

  it('is the same twice', () => {
    expect(evaluate(config).result).toEqual(evaluate(config).result);
  });
});

it('mirrored training images change what the paper protocol learns', () => {
  const flipped = evaluate({ 'evaluation.linearProtocol': 'paper' }).result;
  const plain = evaluate({ 'evaluation.linearProtocol': 'paper', 'evaluation.linearFlip': false }).result;
  expect(flipped.confusion).not.toEqual(plain.confusion);
});

it('a class without a test row has no accuracy', () => {
  const train = rowsOf(300, 1);
  const only = tf.tensor1d([0, 0, 1], 'int32');
  const test = { features: rowsOf(3, 2).features, labels: only };
  const { perClass } = evaluateLinear({
    config: configOf({ 'evaluation.linearProtocol': 'ridge' }),
    classes,
    raw: { train, test },
    standardised: { train, test },
    mirrored: () => tf.zeros([1, 1]),
  });
  expect(perClass[2]).toBeNull();
});

it('every protocol has words of its own', () => {
  const sets = { train: 300, test: 90 };
  const texts = (
    [
      { 'evaluation.linearProtocol': 'adam' },
      { 'evaluation.linearProtocol': 'paper' },
      { 'evaluation.linearProtocol': 'paper', 'evaluation.linearFlip': false },
      { 'evaluation.linearProtocol': 'ridge' },
    ] as const
  ).map((part) => linearProtocols(configOf(part), sets));
  expect(new Set(texts.map(({ linearAccuracy }) => linearAccuracy.code)).size).toBe(4);
  for (const each of texts.flatMap((both) => Object.values(both))) expect(each.text).not.toContain('{');
  expect(texts[1]?.linearAccuracy.text).toContain('learning rate 30 that falls by the factor 0.2');
});
