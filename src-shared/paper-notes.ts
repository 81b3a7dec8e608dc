/** What is odd or left open in the paper, so that nobody chases a number that cannot be met. English; interfaces translate by code. */

import type { PaperDatasetId, PaperMetric, PaperPoint } from './paper';

interface Note {
  readonly text: string;
  /** Of one dataset, one measure, some columns; of everything where left out. */
  readonly dataset?: PaperDatasetId | readonly PaperDatasetId[];
  readonly metric?: PaperMetric;
  readonly losses?: readonly PaperPoint['loss'][];
  /** True where the number is no target. */
  readonly isSuspect?: boolean;
}

const notes = {
  'svhn-simple-tolerance': {
    text: 'Does not fit its own uniformity of 1.50: the other simple losses have a tolerance near (4 − uniformity)/4, which would be about 0.6. Probably a misprint; no target.',
    dataset: 'svhn',
    metric: 'tolerance',
    losses: ['simple'],
    isSuspect: true,
  },
  'cifar10-hard-tolerance': {
    text: 'Lower at τ 0.3 (0.0267) than at 0.07 (0.034): tolerance does not rise with τ everywhere.',
    dataset: 'cifar10',
    metric: 'tolerance',
    losses: ['hard-contrastive'],
  },
  'alpha-size': {
    text: 'The printed α does not fit 4095 negatives of this dataset: 4095/73,257 is 0.0559 on SVHN, and 0.034 would be 120,441 images on ImageNet-100. k = 4095, as in the code, is used here.',
    dataset: ['svhn', 'imagenet100'],
    losses: ['hard-contrastive', 'hard-simple'],
  },
  'no-spread': {
    text: 'The paper gives single numbers. Its first author reports about one point between runs elsewhere, so the band is ± 1 point.',
    metric: 'linearAccuracy',
  },
  'last-or-best': {
    text: 'Whether the accuracy is that of the last or of the best epoch of the linear classifier is not said. Tau Lab compares the last.',
    metric: 'linearAccuracy',
  },
  'uniformity-t': {
    text: 't is not stated. The numbers fit t = 2: uniform features on a sphere of 128 dimensions give 3.94.',
    metric: 'uniformity',
  },
  'tolerance-mean': {
    text: 'Eq 11 over all pairs could not exceed 0.1 on CIFAR-10. The numbers fit the mean over pairs of one class, which Tau Lab measures.',
    metric: 'tolerance',
  },
  flip: {
    text: 'The text has horizontal flips; the code of its first author has them commented out on CIFAR. The preset follows the text.',
    dataset: ['cifar10', 'cifar100'],
  },
} as const satisfies Record<string, Note>;

export type PaperNote = keyof typeof notes;

export const paperNotes = Object.keys(notes) as readonly PaperNote[];

const noteOf = (code: PaperNote): Note => notes[code];

export const paperNoteText = (code: PaperNote): string => noteOf(code).text;

/** The notes that concern a number, the most particular first. */
export const notesOn = ({ dataset, metric, loss }: PaperPoint): readonly PaperNote[] =>
  paperNotes.filter((code) => {
    const note = noteOf(code);
    const of = note.dataset === undefined ? [dataset] : [note.dataset].flat();
    return (
      of.includes(dataset) &&
      (note.metric === undefined || note.metric === metric) &&
      (note.losses === undefined || note.losses.includes(loss))
    );
  });

/** Whether a number is printed but no target. */
export const isSuspect = (point: PaperPoint): boolean =>
  notesOn(point).some((code) => noteOf(code).isSuspect === true);
