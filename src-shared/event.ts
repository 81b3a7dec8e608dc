/** What the trainer process and the lab say to each other. */

import type { RunConfig } from './config/fields';
import type { DatasetInfo } from './dataset';
import type { Detail } from './detail';
import type { EvaluationProgress } from './evaluation';
import type { FinalMetrics, MetricPoint } from './metric';
import type { Protocol } from './protocol';
import type { AppError } from './result';
import type { RunProgress } from './run';

/** From the lab to the trainer. */
export type TrainerCommand =
  | {
      readonly kind: 'start';
      readonly config: RunConfig;
      readonly dataset: DatasetInfo;
      /** The packed file of the dataset. */
      readonly datasetFile: string;
      /** Folder of this run's checkpoints; the trainer is its only writer. */
      readonly checkpointFolder: string;
      /** Go on from the last checkpoint in the folder instead of from nothing. */
      readonly resume: boolean;
      /** Folder of the installed engine, or null for the JavaScript backend. */
      readonly engineFolder: string | null;
    }
  | {
      readonly kind: 'evaluate';
      /** Of the run, with the evaluation as it is wanted now. */
      readonly config: RunConfig;
      readonly dataset: DatasetInfo;
      readonly datasetFile: string;
      readonly checkpointFolder: string;
      /** Which checkpoint. */
      readonly step: number;
      readonly engineFolder: string | null;
    }
  /** Finish the step, write a checkpoint, end. */
  | { readonly kind: 'pause' }
  /** Finish the step, end. */
  | { readonly kind: 'cancel' };

/** From the trainer to the lab, in order. The last one is `ended`. */
export type TrainerEvent =
  | { readonly kind: 'started'; readonly device: string; readonly engine: string; readonly fromStep: number }
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'points'; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'details'; readonly details: readonly Detail[] }
  | { readonly kind: 'checkpoint'; readonly step: number }
  | { readonly kind: 'evaluating'; readonly progress: EvaluationProgress }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly message: string }
  | { readonly kind: 'ended'; readonly outcome: TrainerOutcome | EvaluationOutcome };

export type TrainerOutcome =
  | { readonly kind: 'finished'; readonly metrics: FinalMetrics; readonly protocol: Protocol }
  | { readonly kind: 'paused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError };

export type EvaluationOutcome =
  | {
      readonly kind: 'evaluated';
      readonly metrics: FinalMetrics;
      readonly protocol: Protocol;
      readonly details: readonly Detail[];
    }
  | { readonly kind: 'failed'; readonly error: AppError };
