/** Checkpoints of a run, and what was measured of them after the run. */

import { configPaths, type ConfigPath, type RunConfig } from './config/fields';
import type { Detail, DetailKind } from './detail';
import type { FinalMetrics } from './metric';
import type { Protocol } from './protocol';
import type { AppError } from './result';

/**
 * Why a checkpoint is there. `resume`: one of the last two, to go on from. `best`: the best kNN accuracy of the epochs so
 * far. `kept`: written every so many epochs to be evaluated later.
 */
export type CheckpointReason = 'resume' | 'best' | 'kept';

export interface CheckpointInfo {
  readonly step: number;
  /** Passes over the training images before it; a fraction where it was written within one. */
  readonly epoch: number;
  readonly reasons: readonly CheckpointReason[];
  readonly sizeBytes: number;
}

/** The checkpoint of a step, that of the best kNN accuracy, or the newest. */
export type CheckpointChoice = number | 'best' | 'last';

/** The part of a configuration that says how a model is measured; the rest says how it was trained. */
export type EvaluationPath = Extract<ConfigPath, `evaluation.${string}`>;
export type EvaluationSettings = Pick<RunConfig, EvaluationPath>;

export const isEvaluationPath = (path: string): path is EvaluationPath =>
  path.startsWith('evaluation.') && (configPaths as readonly string[]).includes(path);

export const evaluationPaths: readonly EvaluationPath[] = configPaths.filter(isEvaluationPath);

export const evaluationSettings = (config: RunConfig): EvaluationSettings =>
  Object.fromEntries(evaluationPaths.map((path) => [path, config[path]])) as unknown as EvaluationSettings;

/** Queued ones wait until the run that trains is through; then they go before the runs that wait. */
export type EvaluationStatus = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

export interface EvaluationProgress {
  readonly phase: 'starting' | 'measuring' | 'linear';
  /** Of the linear classifier; 0 of 0 before it. */
  readonly epoch: number;
  readonly totalEpochs: number;
}

export interface Evaluation {
  readonly id: string;
  readonly runId: string;
  /** What was asked for. */
  readonly checkpoint: CheckpointChoice;
  /** The step of that checkpoint; that of the best and of the last is looked up again when its turn comes. */
  readonly step: number;
  readonly status: EvaluationStatus;
  readonly settings: EvaluationSettings;
  readonly progress: EvaluationProgress;
  readonly createdAtUnixMs: number;
  readonly startedAtUnixMs: number | null;
  readonly finishedAtUnixMs: number | null;
  readonly device: string | null;
  readonly engine: string | null;
  readonly metrics: FinalMetrics;
  readonly protocol: Protocol;
  readonly details: readonly Detail[];
  readonly error: AppError | null;
}

/** An evaluation as it is told: with the run that is let finish first, where it waits for one. */
export interface ToldEvaluation extends Evaluation {
  readonly waitsForRunId: string | null;
}

/** One detail of one run. */
export type RunDetailValue = Detail & { readonly runId: string };

export interface DetailQuery {
  /** All kinds unless told otherwise. */
  readonly kinds?: readonly DetailKind[] | undefined;
  /** Only the value of the last step of each kind. */
  readonly lastOnly?: boolean | undefined;
}

export const isEvaluationOver = ({ status }: Pick<Evaluation, 'status'>): boolean =>
  status === 'finished' || status === 'failed' || status === 'cancelled';
