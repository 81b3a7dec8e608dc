import { beforeAll, describe, expect, it } from 'vitest';
import { adamw } from '../../src-main/training/optimizer/adamw';
import { chooseOptimizer } from '../../src-main/training/optimizer/choose-optimizer';
import { lars } from '../../src-main/training/optimizer/lars';
import type { Optimizer, Variables } from '../../src-main/training/optimizer/optimizer';
import { sgd } from '../../src-main/training/optimizer/sgd';
import { tf } from '../../src-main/training/tf';
import { defaultConfig } from '../../src-shared/config/fields';
import goldens from '../goldens/optimizers.json';
import { expectClose } from '../helpers/close';
import { useTensorFlow } from '../helpers/engine';

useTensorFlow();

type Name = keyof typeof goldens.shapes;
const names = Object.keys(goldens.shapes) as Name[];
const isWeight = (name: string): boolean => name !== 'b';

const variables = (): Record<Name, tf.Variable> =>
  tf.tidy(
    () =>
      Object.fromEntries(
        names.map((name) => [name, tf.variable(tf.tensor(goldens.start[name], goldens.shapes[name]))]),
      ) as Record<Name, tf.Variable>,
  );

const gradients = (step: number): Record<string, tf.Tensor> =>
  Object.fromEntries(
    names.map((name) => [name, tf.tensor(goldens.gradients[step]?.[name] ?? [], goldens.shapes[name])]),
  );

function takeSteps(
  optimizer: Optimizer,
  after: (step: number, length: number) => void = () => undefined,
): void {
  goldens.learningRates.forEach((learningRate, step) => {
    const given = gradients(step);
    after(step, optimizer.apply({ gradients: given, learningRate, step }));
    tf.dispose(Object.values(given));
  });
}

const values = (own: Variables): number[] => names.flatMap((name) => [...(own[name]?.dataSync() ?? [])]);

const optimizers: Record<string, (own: Variables, clipNorm?: number) => Optimizer> = Object.fromEntries(
  goldens.cases.map((golden) => [
    golden.nesterov ? 'sgd, Nesterov' : golden.kind,
    (own: Variables, clipNorm = 0) =>
      chooseOptimizer(
        {
          ...defaultConfig,
          'optimizer.kind': golden.kind as 'sgd' | 'adamw' | 'lars',
          'optimizer.momentum': golden.momentum ?? 0,
          'optimizer.nesterov': golden.nesterov ?? false,
          'optimizer.trust': golden.trust ?? 1,
          'optimizer.beta1': golden.beta1 ?? 0,
          'optimizer.beta2': golden.beta2 ?? 0,
          'optimizer.weightDecay': golden.weightDecay,
          'optimizer.clipNorm': clipNorm,
        },
        own,
        isWeight,
      ),
  ]),
);
const each = Object.entries(optimizers);

describe.each(['tensorflow', 'cpu'])('on the backend %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  it.each(each.map(([name, make], i) => [name, make, goldens.cases[i]?.weights] as const))(
    '%s: four steps as the reference takes them in float64, with decay of two variables of three',
    (_name, make, expected) => {
      const own = variables();
      takeSteps(make(own), (step) => {
        const golden = expected?.[step];
        expectClose(
          values(own),
          names.flatMap((name) => golden?.[name] ?? []),
          1e-6,
        );
      });
    },
  );

  it.each(each)('%s: twice the same, bit for bit', (_name, make) => {
    const runs = [0, 1].map(() => {
      const own = variables();
      takeSteps(make(own));
      return values(own);
    });
    expect(runs[1]).toEqual(runs[0]);
  });

  it.each(each)('%s: leaves no tensors behind', (_name, make) => {
    const before = tf.memory().numTensors;
    const own = variables();
    const optimizer = make(own, 0.1);
    takeSteps(optimizer);
    optimizer.dispose();
    tf.dispose(Object.values(own));
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(each)('%s: goes on from its state as if it had never stopped', (_name, make) => {
    const [whole, halves] = [variables(), variables()];
    takeSteps(make(whole));
    const first = make(halves);
    const second = make(halves);
    takeSteps({
      ...first,
      apply: (update) => {
        if (update.step === 2)
          Object.entries(second.state).forEach(([key, own]) => own.assign(first.state[key] as tf.Tensor));
        return (update.step < 2 ? first : second).apply(update);
      },
    });
    expect(values(halves)).toEqual(values(whole));
  });
});

describe('clipping', () => {
  beforeAll(() => tf.setBackend('tensorflow'));

  const length = (step: number): number =>
    Math.hypot(...names.flatMap((name) => goldens.gradients[step]?.[name] ?? []));

  it('shortens a longer gradient to the limit, and says how long it was', () => {
    const own = variables();
    const before = values(own);
    // Without momentum and decay, at rate 1, a step is the gradient.
    const optimizer = sgd(own, {
      momentum: 0,
      nesterov: false,
      weightDecay: 0,
      decays: () => false,
      clipNorm: 0.25,
    });
    const given = gradients(0);
    expect(optimizer.apply({ gradients: given, learningRate: 1, step: 0 })).toBeCloseTo(length(0), 5);
    const move = values(own).map((value, i) => (before[i] ?? 0) - value);
    expect(Math.hypot(...move)).toBeCloseTo(0.25, 6);
    const direction = names.flatMap((name) => goldens.gradients[0]?.[name] ?? []);
    expectClose(
      move,
      direction.map((value) => (value * 0.25) / length(0)),
      1e-6,
    );
  });

  it.each(each)('%s: leaves a shorter one as it is, bit for bit', (_name, make) => {
    const [free, limited] = [variables(), variables()];
    takeSteps(make(free));
    takeSteps(make(limited, 100), (step, found) => expect(found).toBeCloseTo(length(step), 5));
    expect(values(limited)).toEqual(values(free));
  });

  it('a gradient of zeros stays one', () => {
    const own = variables();
    const before = values(own);
    const common = { weightDecay: 0, decays: () => false, clipNorm: 1 };
    const zeros = Object.fromEntries(names.map((name) => [name, tf.zeros(goldens.shapes[name])]));
    const made = [
      sgd(own, { ...common, momentum: 0.9, nesterov: true }),
      lars(own, { ...common, momentum: 0.9, trust: 0.001, adapts: () => true }),
      adamw(own, { ...common, beta1: 0.9, beta2: 0.99 }),
    ];
    made.forEach((optimizer) =>
      expect(optimizer.apply({ gradients: zeros, learningRate: 1, step: 0 })).toBe(0),
    );
    expect(values(own)).toEqual(before);
  });
});

it('biases decay, and have a rate of their own in LARS, only where the configuration says so', () => {
  const base = { ...defaultConfig, 'optimizer.momentum': 0, 'optimizer.weightDecay': 0.5 } as const;
  const b = (part: Partial<typeof defaultConfig>): number => {
    const own = variables();
    const optimizer = chooseOptimizer({ ...base, ...part }, own, isWeight);
    optimizer.apply({ gradients: gradients(0), learningRate: 1, step: 0 });
    return own.b.dataSync()[0] ?? Number.NaN;
  };
  const [start, slope] = [goldens.start.b[0] ?? 0, goldens.gradients[0]?.b[0] ?? 0];
  expect(b({ 'optimizer.kind': 'sgd' })).toBeCloseTo(start - slope, 6);
  expect(b({ 'optimizer.kind': 'sgd', 'optimizer.decayAll': true })).toBeCloseTo(
    start - slope - start / 2,
    6,
  );
  expect(b({ 'optimizer.kind': 'lars' })).toBeCloseTo(start - slope, 6);
  const decayed = goldens.start.b.map((value, i) => (goldens.gradients[0]?.b[i] ?? 0) + value / 2);
  const rate = (0.1 * Math.hypot(...goldens.start.b)) / Math.hypot(...decayed);
  expect(b({ 'optimizer.kind': 'lars', 'optimizer.decayAll': true, 'optimizer.trust': 0.1 })).toBeCloseTo(
    start - rate * (decayed[0] ?? 0),
    6,
  );
});
