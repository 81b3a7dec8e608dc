/**
 * How each measure of a run was obtained, stored with it: an accuracy without its protocol is not a number to compare.
 * As with problems, a code and details travel, beside the English sentence that exports show.
 */

import type { DetailKind } from './detail';
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
  'views.alignment':
    'Mean squared distance of two random views of one test image, augmented as in training. {images} of {test} test images, seed {seed}.',
  'views.pairs':
    'A random view of every image against a second random view of every image, augmented as in training. {images} of {test} test images, seed {seed}.',
  'views.penalties':
    'Penalties of the loss {loss} with {setting}, for a random view of every image against second random views of all others: mean over the anchors. {images} of {test} test images, seed {seed}.',
  'views.false-kept':
    'Share of images of the own class among the {k} nearest of {negatives} negatives, which is the share {share} that the loss keeps; a random view against second random views. {images} of {test} test images, seed {seed}.',
  'views.false-nearest':
    'Share of images of the own class among the {k} nearest of {negatives} negatives, which is the share {share} that a hard loss of this configuration would keep; a random view against second random views. {images} of {test} test images, seed {seed}.',
  'spectrum.embeddings':
    'From the singular values of the test embeddings minus their mean. {test} test images.',
  'data.held-out':
    'The test images are {count} training images that were held out, {share} of each class drawn with seed {seed}.',
  'data.noisy-labels':
    'Of the training labels, {share} were replaced by another class at random, drawn with seed {seed}.',
  'loss.batch': 'Mean over the anchors of one batch of {batch} images, before its update.',
} as const satisfies Record<string, string>;

export type ProtocolCode = keyof typeof protocolSentences;

export interface ProtocolNote {
  readonly code: ProtocolCode;
  readonly details: ProblemDetails;
}

export interface ProtocolEntry {
  readonly code: ProtocolCode;
  readonly details: ProblemDetails;
  /** What else there is to say, of the images. */
  readonly notes?: readonly ProtocolNote[];
  /** The English sentences. */
  readonly text: string;
}

export type Protocol = Partial<Readonly<Record<MetricName | DetailKind, ProtocolEntry>>>;

export const protocolEntry = (code: ProtocolCode, details: ProblemDetails): ProtocolEntry => ({
  code,
  details,
  text: fillSentence(protocolSentences[code], details),
});

const noteText = ({ code, details }: ProtocolNote): string => fillSentence(protocolSentences[code], details);

export const withNotes = (entry: ProtocolEntry, notes: readonly ProtocolNote[]): ProtocolEntry =>
  notes.length === 0 ? entry : { ...entry, notes, text: [entry.text, ...notes.map(noteText)].join(' ') };
