/**
 * How each measure of a run was obtained, stored with it: an accuracy without its protocol is not a number to compare.
 * As with problems, a code and details travel, beside the English sentence that exports show.
 */

import type { MetricName } from './metric';
import { fillSentence, type ProblemDetails } from './result';

export const protocolSentences = {
  'linear.adam':
    'Softmax classifier on standardised pooled features of the frozen encoder: Adam, learning rate {learningRate} falling as a cosine by epochs, L2 penalty {penalty}, batches of {batch}, {epochs} epochs, no augmentation; accuracy after the last epoch. {train} training and {test} test images, seed {seed}.',
  'linear.adam-best':
    'The best accuracy of any epoch, chosen on the test images, of a softmax classifier on standardised pooled features of the frozen encoder: Adam, learning rate {learningRate} falling as a cosine by epochs, L2 penalty {penalty}, batches of {batch}, {epochs} epochs, no augmentation. {train} training and {test} test images, seed {seed}.',
  'linear.paper':
    'Softmax classifier on pooled features of the frozen encoder, as in the paper: SGD of momentum {momentum}, learning rate {learningRate} that falls by the factor {factor} after 40, 60 and 80 % of {epochs} epochs, no weight decay, batches of {batch}, training images flipped half of the time; accuracy after the last epoch. {train} training and {test} test images, seed {seed}.',
  'linear.paper-best':
    'The best accuracy of any epoch, chosen on the test images, of a softmax classifier on pooled features of the frozen encoder, as in the paper: SGD of momentum {momentum}, learning rate {learningRate} that falls by the factor {factor} after 40, 60 and 80 % of {epochs} epochs, no weight decay, batches of {batch}, training images flipped half of the time. {train} training and {test} test images, seed {seed}.',
  'linear.paper-plain':
    'Softmax classifier on pooled features of the frozen encoder, as in the paper: SGD of momentum {momentum}, learning rate {learningRate} that falls by the factor {factor} after 40, 60 and 80 % of {epochs} epochs, no weight decay, batches of {batch}, no augmentation; accuracy after the last epoch. {train} training and {test} test images, seed {seed}.',
  'linear.paper-plain-best':
    'The best accuracy of any epoch, chosen on the test images, of a softmax classifier on pooled features of the frozen encoder, as in the paper: SGD of momentum {momentum}, learning rate {learningRate} that falls by the factor {factor} after 40, 60 and 80 % of {epochs} epochs, no weight decay, batches of {batch}, no augmentation. {train} training and {test} test images, seed {seed}.',
  'linear.ridge':
    'Ridge regression of the class indicators on standardised pooled features of the frozen encoder, in closed form; the penalty per image is the one out of {penalties} that is right most often in {folds}-fold cross-validation on the training images. {train} training and {test} test images, seed {seed}.',
  'knn.weighted':
    'The {neighbours} nearest training images on standardised unit features vote with exp(s/{temperature}). {train} training and {test} test images.',
  'uniformity.pairs':
    '-log of the mean of exp(-{t} d²) over all ordered pairs of different test embeddings. {test} test images.',
  'tolerance.pairs':
    'Mean similarity over all pairs of different test embeddings of one class. {test} test images.',
  'loss.batch': 'Mean over the anchors of one batch of {batch} images, before its update.',
} as const satisfies Record<string, string>;

export type ProtocolCode = keyof typeof protocolSentences;

export interface ProtocolEntry {
  readonly code: ProtocolCode;
  readonly details: ProblemDetails;
  /** The English sentence. */
  readonly text: string;
}

export type Protocol = Partial<Readonly<Record<MetricName, ProtocolEntry>>>;

export const protocolEntry = (code: ProtocolCode, details: ProblemDetails): ProtocolEntry => ({
  code,
  details,
  text: fillSentence(protocolSentences[code], details),
});
