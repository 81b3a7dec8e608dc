/** Saved runs. */

import type { RunConfig } from './config/fields';
import type { RunMarks } from './marks';
import type { BestMetrics, FinalMetrics } from './metric';
import type { Protocol } from './protocol';
import type { AppError } from './result';

export type RunStatus = 'queued' | 'running' | 'paused' | 'finished' | 'failed' | 'cancelled' | 'interrupted';

export const runStatuses = [
  'queued',
  'running',
  'paused',
  'finished',
  'failed',
  'cancelled',
  'interrupted',
] as const satisfies readonly RunStatus[];

export type RunAction = 'pause' | 'resume' | 'cancel' | 'trash' | 'delete';

/** What a person may do with a run in each state. Resuming needs a checkpoint too, except from the queue's own states. */
const allowed: Readonly<Record<RunAction, readonly RunStatus[]>> = {
  pause: ['queued', 'running'],
  resume: ['paused', 'interrupted', 'failed', 'cancelled'],
  cancel: ['queued', 'running', 'paused', 'interrupted'],
  trash: ['paused', 'finished', 'failed', 'cancelled', 'interrupted'],
  delete: ['paused', 'finished', 'failed', 'cancelled', 'interrupted'],
};

export const canDo = (action: RunAction, status: RunStatus): boolean => allowed[action].includes(status);

export interface RunProgress {
  readonly step: number;
  readonly totalSteps: number;
  readonly epoch: number;
  readonly totalEpochs: number;
  /** What the trainer is doing. */
  readonly phase: 'starting' | 'training' | 'evaluating' | 'done';
  readonly imagesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface RunSummary extends RunMarks {
  readonly id: string;
  readonly name: string;
  readonly studyId: string | null;
  readonly status: RunStatus;
  readonly config: RunConfig;
  readonly createdAtUnixMs: number;
  readonly startedAtUnixMs: number | null;
  readonly finishedAtUnixMs: number | null;
  /** Seconds of training and evaluation over all attempts. */
  readonly durationSeconds: number;
  /** The device that trained it, such as `CPU` or a GPU's name; null before the first attempt. */
  readonly device: string | null;
  /** The engine, such as `TensorFlow 2.21.0`. */
  readonly engine: string | null;
  readonly progress: RunProgress;
  /** Last value of each measure. */
  readonly metrics: FinalMetrics;
  /** Best value of each measure of which more or less is better, and the step at which it was first reached. */
  readonly best: BestMetrics;
  /** Where it stands among the runs that wait, the least first; null where it does not wait. */
  readonly queuePosition: number | null;
  /** Step of the last checkpoint, or null where there is none. */
  readonly checkpointStep: number | null;
  readonly error: AppError | null;
}

export interface RunAttempt {
  readonly startedAtUnixMs: number;
  readonly endedAtUnixMs: number | null;
  readonly fromStep: number;
  readonly device: string | null;
  readonly engine: string | null;
}

export interface RunDetail extends RunSummary {
  readonly attempts: readonly RunAttempt[];
  readonly protocol: Protocol;
}

/** One curve, bucketed by step: the last, least and greatest value of each bucket. */
export interface Series {
  readonly runId: string;
  readonly metric: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}
