import { choice, integer, number, type Config } from '../field';

const isHard = (c: Config): boolean =>
  c['loss.kind'] === 'hard-contrastive' || c['loss.kind'] === 'hard-simple';
const source =
  (name: string) =>
  (c: Config): boolean =>
    c['negatives.source'] === name;
const byCount = (c: Config): boolean => isHard(c) && c['negatives.selectBy'] === 'count';
const byShare = (c: Config): boolean => isHard(c) && c['negatives.selectBy'] === 'share';

export const negativesFields = {
  'negatives.source': choice({
    choices: ['batch', 'memory-bank', 'momentum-queue'],
    default: 'batch',
    help: 'batch: the other views of the batch, two views an image (SimCLR). memory-bank: a moving average of every training image, one view an image (the paper). momentum-queue: the latest embeddings of a slowly following encoder, two views an image (MoCo).',
  }),
  'negatives.selectBy': choice({
    choices: ['count', 'share'],
    default: 'count',
    relevant: isHard,
    help: 'Whether the nearest negatives of a hard loss are given as a number k or as a share α of all.',
  }),
  'negatives.hardest': integer({
    default: 4095,
    min: 1,
    max: 100_000_000,
    scale: 'log',
    relevant: byCount,
    help: 'k: how many nearest negatives of each anchor a hard loss keeps. The paper keeps 4095.',
  }),
  'negatives.hardestShare': number({
    default: 0.0819,
    min: 'above-zero',
    max: 1,
    scale: 'log',
    relevant: byShare,
    help: 'α: the share of nearest negatives that a hard loss keeps (Eq 8). The paper keeps 0.0819 on CIFAR-10, which is 4095 of 50,000.',
  }),
  'negatives.hardestWarmup': number({
    default: 0,
    min: 0,
    max: 0.9,
    relevant: isHard,
    help: 'Share of all steps over which k falls from all negatives to its value, evenly in its logarithm; 0 begins with its value.',
  }),
  'negatives.bankMomentum': number({
    default: 0.5,
    min: 0,
    max: 0.9999,
    relevant: source('memory-bank'),
    help: 'How much of a memory bank entry stays when its image is seen again.',
  }),
  'negatives.queueSize': integer({
    default: 4096,
    min: 2,
    max: 10_000_000,
    scale: 'log',
    relevant: source('momentum-queue'),
    help: 'Embeddings in the queue: the number of negatives. It should be smaller than the dataset.',
  }),
  'negatives.encoderMomentum': number({
    default: 0.99,
    min: 0,
    max: 0.99999,
    relevant: source('momentum-queue'),
    help: 'How much of the following encoder stays at each step; the rest comes from the trained one.',
  }),
} as const;
