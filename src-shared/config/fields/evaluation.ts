import { choice, flag, integer, number, type Config } from '../field';

const trains = (c: Config): boolean => c['evaluation.linearProtocol'] !== 'ridge';
const isPaper = (c: Config): boolean => c['evaluation.linearProtocol'] === 'paper';

const holdsOut = (c: Config): boolean => Number(c['dataset.holdout']) > 0;

export const evaluationFields = {
  'evaluation.split': choice({
    choices: ['holdout', 'test'],
    default: 'holdout',
    relevant: holdsOut,
    help: 'The images that are measured on: those held out while settings are chosen, those of the test split once they are.',
  }),
  'evaluation.knnNeighbours': integer({
    default: 50,
    min: 1,
    max: 1000,
    help: 'Neighbours that vote in the kNN accuracy; the author code uses 200.',
  }),
  'evaluation.knnTemperature': number({
    default: 0.1,
    min: 'above-zero',
    max: 10,
    scale: 'log',
    help: 'A neighbour votes with exp(similarity / this); the author code uses 0.07.',
  }),
  'evaluation.uniformityT': number({
    default: 2,
    min: 'above-zero',
    max: 20,
    help: 't of the uniformity: the greater, the more the nearest pairs count. The numbers of the paper fit 2.',
  }),
  'evaluation.linearProtocol': choice({
    choices: ['adam', 'paper', 'ridge'],
    default: 'adam',
    help: 'How the linear classifier on frozen features is trained. adam: quick, on standardised features. paper: SGD of learning rate 30 that falls to a fifth after 40, 60 and 80 % of the epochs. ridge: regularised least squares in closed form. Accuracies of different protocols do not compare.',
  }),
  'evaluation.linearEpochs': integer({
    default: 30,
    min: 1,
    max: 1000,
    unit: 'epochs',
    relevant: trains,
    help: 'Epochs of the linear classifier on frozen features at the end of a run; 100 in the paper.',
  }),
  'evaluation.linearFlip': flag({
    default: true,
    relevant: isPaper,
    help: 'Shows the linear classifier each training image flipped half of the time, as the author code does on CIFAR.',
  }),
} as const;
