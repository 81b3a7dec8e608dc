/**
 * Measures that are more than one number: histograms, curves, matrices. One value of each kind an epoch, or a run.
 * All are plain arrays of numbers, so that they store, travel and export as they are.
 */

export interface SimilarityHistogram {
  /** Bounds of the bins, one more than there are counts, from -1 to 1. */
  readonly edges: readonly number[];
  /** Pairs of two views of one image. */
  readonly positive: readonly number[];
  /** Pairs of different images of one class. */
  readonly sameClass: readonly number[];
  /** Pairs of images of different classes. */
  readonly otherClass: readonly number[];
}

/** Figure 8 of the paper: means over the anchors. */
export interface NearestNegatives {
  /** Similarity of the positive. */
  readonly positive: number;
  /** Similarity of the first, second, … tenth nearest negative. */
  readonly nearest: readonly number[];
  /** Share of anchors whose first, second, … negative is of their own class. */
  readonly sameClass: readonly number[];
}

/** Figure 3 of the paper: mean relative penalty r_i of the negatives of each bin of similarity. */
export interface PenaltyCurve {
  readonly edges: readonly number[];
  /** Mean of r_i · (number of negatives), so that 1 is even; NaN is stored as null where a bin is empty. */
  readonly penalty: readonly (number | null)[];
  /** Share of all penalty that falls into the bin. */
  readonly mass: readonly number[];
}

export interface Spectrum {
  /** Standard deviation of each dimension of the embedding, falling. */
  readonly deviations: readonly number[];
  /** Singular values of the centred embeddings as shares of their sum, falling. */
  readonly singularValues: readonly number[];
}

/** Of the linear classifier: rows are true classes, columns what was said. */
export interface Confusion {
  readonly counts: readonly (readonly number[])[];
}

/** Mean seconds of each part of the steps since the measures before, and the seconds of these measures. */
export interface StepCost {
  readonly read: number;
  readonly augment: number;
  readonly forward: number;
  readonly loss: number;
  readonly backward: number;
  readonly update: number;
  readonly measure: number;
}

export interface DetailValues {
  similarityHistogram: SimilarityHistogram;
  nearestNegatives: NearestNegatives;
  penaltyCurve: PenaltyCurve;
  spectrum: Spectrum;
  confusion: Confusion;
  stepCost: StepCost;
}

export type DetailKind = keyof DetailValues;

export const detailKinds = [
  'similarityHistogram',
  'nearestNegatives',
  'penaltyCurve',
  'spectrum',
  'confusion',
  'stepCost',
] as const satisfies readonly DetailKind[];

/** One value of one kind, at the step it was measured. */
export type Detail = {
  readonly [K in DetailKind]: { readonly kind: K; readonly step: number; readonly value: DetailValues[K] };
}[DetailKind];
