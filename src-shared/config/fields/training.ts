import { integer } from '../field';

export const trainingFields = {
  'training.epochs': integer({
    default: 7,
    min: 1,
    max: 100_000,
    unit: 'epochs',
    help: 'Passes over the training images.',
  }),
  'training.batchSize': integer({
    default: 64,
    min: 2,
    max: 16_384,
    unit: 'images',
    scale: 'log',
    help: 'Images per step; with negatives from the batch each gives two views.',
  }),
  'training.accumulation': integer({
    default: 1,
    min: 1,
    max: 1024,
    unit: 'parts',
    help: 'Parts that a batch goes through the encoder in, for batches beyond memory. The loss still sees the whole batch; batch norm sees one part at a time, and each part is encoded twice.',
  }),
  'training.seed': integer({
    default: 1,
    min: 0,
    max: 2_147_483_647,
    help: 'Everything random follows from this number.',
  }),
  'training.measureEvery': integer({
    default: 1,
    min: 1,
    max: 100_000,
    unit: 'epochs',
    help: 'Epochs between measures, by which the checkpoint of the best kNN accuracy is chosen; the last epoch is always measured. How often a run is measured does not change its weights.',
  }),
  'training.checkpointEvery': integer({
    default: 1,
    min: 1,
    max: 100_000,
    unit: 'epochs',
    help: 'Epochs between checkpoints; a run resumes from its last one.',
  }),
  'training.keepEvery': integer({
    default: 0,
    min: 0,
    max: 100_000,
    unit: 'epochs',
    help: 'Epochs between checkpoints that are kept for later evaluation, besides the last and the one of the best kNN accuracy; 0 keeps only those two.',
  }),
} as const;
