import { choice, integer, list, number, type Config } from '../field';

/** Losses that divide similarities by a temperature. */
const withTemperature = new Set([
  'contrastive',
  'hard-contrastive',
  'debiased',
  'reweighted-hard',
  'decoupled',
  'decoupled-weighted',
  'macl',
  'dual-temperature',
]);

const kind =
  (...kinds: readonly string[]) =>
  (c: Config): boolean =>
    kinds.includes(c['loss.kind'] as string);
const usesTemperature = (c: Config): boolean => withTemperature.has(c['loss.kind'] as string);
const schedule =
  (...schedules: readonly string[]) =>
  (c: Config): boolean =>
    usesTemperature(c) && schedules.includes(c['loss.temperatureSchedule'] as string);

export const lossFields = {
  'loss.kind': choice({
    choices: [
      'contrastive',
      'simple',
      'hard-contrastive',
      'hard-simple',
      'triplet-limit',
      'debiased',
      'reweighted-hard',
      'decoupled',
      'decoupled-weighted',
      'align-uniform',
      'macl',
      'dual-temperature',
      'entropy-targeted',
    ],
    default: 'contrastive',
    help: 'contrastive (Eq 1), simple (Eq 3), either of them over the nearest negatives only (Eq 9), the limit τ→0 (Eq 6), or a loss that came after the paper.',
  }),
  'loss.temperature': number({
    default: 0.3,
    min: 'above-zero',
    max: 100,
    scale: 'log',
    relevant: usesTemperature,
    help: 'τ: the smaller, the more of the gradient goes to the nearest negatives (Eq 5). With a schedule, the value it starts from.',
  }),
  'loss.temperatureSchedule': choice({
    choices: ['constant', 'cosine', 'linear', 'step', 'learned'],
    default: 'constant',
    relevant: usesTemperature,
    help: 'constant; cosine: to the end value and back, over and over (Kukleva 2023); linear: to the end value, then stays; step: times a factor at given epochs; learned: trained along with the encoder (CLIP).',
  }),
  'loss.temperatureEnd': number({
    default: 0.1,
    min: 'above-zero',
    max: 100,
    scale: 'log',
    relevant: schedule('cosine', 'linear'),
    help: 'The temperature that the schedule goes to.',
  }),
  'loss.temperaturePeriod': integer({
    default: 0,
    min: 0,
    max: 100_000,
    unit: 'epochs',
    relevant: schedule('cosine', 'linear'),
    help: 'Epochs from the first temperature to the end value; 0 takes the whole run.',
  }),
  'loss.temperatureStepEpochs': list({
    default: [100],
    unit: 'epochs',
    relevant: schedule('step'),
    help: 'Epochs after which the temperature is multiplied by its step factor.',
  }),
  'loss.temperatureStepFactor': number({
    default: 0.5,
    min: 'above-zero',
    max: 10,
    relevant: schedule('step'),
    help: 'Factor of the step schedule of the temperature.',
  }),
  'loss.form': choice({
    choices: ['paper', 'author-code'],
    default: 'paper',
    relevant: kind('simple', 'hard-contrastive', 'hard-simple'),
    help: "paper: the equations as printed. author-code: sums over all similarities or the k+1 greatest of them, the positive among them only where it belongs there, as in the first author's code.",
  }),
  'loss.positivePrior': number({
    default: 0.1,
    min: 0,
    max: 0.99,
    relevant: kind('debiased', 'reweighted-hard'),
    help: 'τ⁺: the probability that a negative is of the class of its anchor; 0 corrects nothing.',
  }),
  'loss.concentration': number({
    default: 1,
    min: 0,
    max: 100,
    relevant: kind('reweighted-hard'),
    help: 'β: how much more near negatives weigh; 0 is the debiased loss.',
  }),
  'loss.weightScale': number({
    default: 0.5,
    min: 'above-zero',
    max: 100,
    relevant: kind('decoupled-weighted'),
    help: 'σ: the smaller, the less an already near positive weighs among those of its batch.',
  }),
  'loss.alignmentExponent': number({
    default: 2,
    min: 1,
    max: 8,
    relevant: kind('align-uniform'),
    help: 'Exponent of the distance between an anchor and its positive.',
  }),
  'loss.uniformityScale': number({
    default: 2,
    min: 'above-zero',
    max: 20,
    relevant: kind('align-uniform'),
    help: 't of the uniformity term.',
  }),
  'loss.uniformityWeight': number({
    default: 1,
    min: 0,
    max: 100,
    relevant: kind('align-uniform'),
    help: 'Weight of the uniformity term; the alignment term weighs 1.',
  }),
  'loss.adaptation': number({
    default: 0.5,
    min: 0,
    max: 10,
    relevant: kind('macl'),
    help: 'α of MACL: how much the temperature rises with the mean similarity of positives.',
  }),
  'loss.alignmentThreshold': number({
    default: 0,
    min: -1,
    max: 1,
    relevant: kind('macl'),
    help: 'A₀ of MACL: the mean similarity of positives at which the temperature is τ.',
  }),
  'loss.temperatureRatio': number({
    default: 10,
    min: 1,
    max: 1000,
    scale: 'log',
    relevant: kind('dual-temperature'),
    help: 'm: the second temperature, which weighs the anchors, is m τ.',
  }),
  'loss.entropyTarget': number({
    default: 0.9,
    min: 0.01,
    max: 0.999,
    unit: '× log N',
    relevant: kind('entropy-targeted'),
    help: 'The entropy that the penalties of each anchor shall have, as a share of its greatest value log N; every anchor gets the temperature that reaches it.',
  }),
} as const;
