import { choice, integer, number, text, type Config } from '../field';

/** A selection that a seed decides. */
const isDrawn = (c: Config): boolean =>
  Number(c['dataset.holdout']) > 0 ||
  Number(c['dataset.perClass']) > 0 ||
  Number(c['dataset.imbalance']) > 1 ||
  Number(c['dataset.labelNoise']) > 0;

export const datasetFields = {
  'dataset.id': text({ default: 'builtin', help: 'The images to train on.' }),
  'dataset.trainOn': choice({
    choices: ['train', 'unlabelled', 'both'],
    default: 'train',
    help: 'Which images the encoder learns from, where the dataset has an unlabelled split as STL-10 does. kNN and linear classifiers always learn from the training split.',
  }),
  'dataset.limit': integer({
    default: 0,
    min: 0,
    max: 100_000_000,
    unit: 'images',
    help: 'Train on the first so many training images only; 0 takes all.',
  }),
  'dataset.holdout': number({
    default: 0,
    min: 0,
    max: 0.5,
    help: 'Share of the training images of each class that is never trained on and is measured on instead of the test images, so that τ is not chosen on those.',
  }),
  'dataset.perClass': integer({
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: 'images',
    help: 'Keeps so many training images of each class, drawn at random; 0 keeps all.',
  }),
  'dataset.imbalance': number({
    default: 1,
    min: 1,
    max: 10_000,
    scale: 'log',
    help: 'How many times more training images the first class keeps than the last one, with an exponential profile between, as in long-tailed CIFAR; 1 keeps the classes as they are.',
  }),
  'dataset.labelNoise': number({
    default: 0,
    min: 0,
    max: 0.9,
    help: 'Share of the training labels that become another class at random. The encoder sees no labels; kNN and linear classifiers learn from these, and are measured on right ones.',
  }),
  'dataset.selectionSeed': integer({
    default: 1,
    min: 0,
    max: 2_147_483_647,
    relevant: isDrawn,
    help: 'Which images are held out or kept and which labels are wrong follows from this number, not from the seed of the training.',
  }),
} as const;
