import { choice, flag, list, number, type Config } from '../field';

const kind =
  (...kinds: readonly string[]) =>
  (c: Config): boolean =>
    kinds.includes(c['optimizer.kind'] as string);
const usesSteps = (c: Config): boolean => c['optimizer.schedule'] === 'step';

export const optimizerFields = {
  'optimizer.kind': choice({
    choices: ['adamw', 'sgd', 'lars'],
    default: 'adamw',
    help: 'AdamW, SGD with momentum (the paper), or LARS, SGD with a learning rate for each layer, for large batches.',
  }),
  'optimizer.learningRate': number({
    default: 0.003,
    min: 'above-zero',
    max: 1000,
    scale: 'log',
    help: 'Peak learning rate, before the schedule.',
  }),
  'optimizer.momentum': number({
    default: 0.9,
    min: 0,
    max: 0.9999,
    relevant: kind('sgd', 'lars'),
    help: 'Momentum of SGD and LARS.',
  }),
  'optimizer.nesterov': flag({
    default: false,
    relevant: kind('sgd'),
    help: 'Looks ahead by one step of momentum, as Nesterov does.',
  }),
  'optimizer.trust': number({
    default: 0.001,
    min: 'above-zero',
    max: 1,
    scale: 'log',
    relevant: kind('lars'),
    help: 'Trust coefficient of LARS: the share of the length of its weights by which a layer moves at learning rate 1.',
  }),
  'optimizer.beta1': number({
    default: 0.9,
    min: 0,
    max: 0.9999,
    relevant: kind('adamw'),
    help: 'Decay of the first moment of AdamW.',
  }),
  'optimizer.beta2': number({
    default: 0.99,
    min: 0,
    max: 0.99999,
    relevant: kind('adamw'),
    help: 'Decay of the second moment of AdamW.',
  }),
  'optimizer.weightDecay': number({
    default: 0.0005,
    min: 0,
    max: 10,
    scale: 'log',
    help: 'Weight decay: added to the gradient by SGD and LARS, decoupled in AdamW.',
  }),
  'optimizer.decayAll': flag({
    default: false,
    help: 'Decay biases and batch norm too, as the paper does, instead of weight matrices only.',
  }),
  'optimizer.clipNorm': number({
    default: 0,
    min: 0,
    max: 1_000_000,
    scale: 'log',
    help: 'Greatest length of the whole gradient; a longer one is shortened to it. 0 clips nothing.',
  }),
  'optimizer.averageDecay': number({
    default: 0,
    min: 0,
    max: 0.99999,
    help: 'How much of a moving average of the weights stays at each step; measures are then of the average. 0 keeps none.',
  }),
  'optimizer.schedule': choice({
    choices: ['cosine', 'step', 'constant'],
    default: 'cosine',
    help: 'How the learning rate falls after the warm-up.',
  }),
  'optimizer.warmup': number({
    default: 0.05,
    min: 0,
    max: 0.9,
    help: 'Share of all steps over which the learning rate rises linearly from 0.',
  }),
  'optimizer.stepEpochs': list({
    default: [160, 190],
    unit: 'epochs',
    relevant: usesSteps,
    help: 'Epochs after which the learning rate is multiplied by the step factor.',
  }),
  'optimizer.stepFactor': number({
    default: 0.1,
    min: 'above-zero',
    max: 1,
    relevant: usesSteps,
    help: 'Factor of the step schedule.',
  }),
} as const;
