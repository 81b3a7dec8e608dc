/** Rows as SQLite gives them, and what they mean. */

import type { RunConfig } from '#shared/config/fields';
import { defaultConfig } from '#shared/config/fields';
import type { FinalMetrics } from '#shared/metric';
import type { AppError } from '#shared/result';
import type { RunAttempt, RunProgress, RunStatus, RunSummary } from '#shared/run';

export interface RunRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly study_id: string | null;
  readonly status: RunStatus;
  readonly config: string;
  readonly created_at_unix_ms: number;
  readonly started_at_unix_ms: number | null;
  readonly finished_at_unix_ms: number | null;
  readonly duration_seconds: number;
  readonly device: string | null;
  readonly engine: string | null;
  readonly progress: string;
  readonly error: string | null;
  readonly checkpoint_step: number | null;
}

export interface AttemptRow {
  readonly started_at_unix_ms: number;
  readonly ended_at_unix_ms: number | null;
  readonly from_step: number;
  readonly device: string | null;
  readonly engine: string | null;
}

// JSON columns are written by this folder alone, so their shape is known; only fields that are newer than the row are missing.
export const toConfig = (json: string): RunConfig => ({
  ...defaultConfig,
  ...(JSON.parse(json) as Partial<RunConfig>),
});

export const toRunSummary = (row: RunRow, metrics: FinalMetrics): RunSummary => ({
  id: row.id,
  name: row.name,
  studyId: row.study_id,
  status: row.status,
  config: toConfig(row.config),
  createdAtUnixMs: row.created_at_unix_ms,
  startedAtUnixMs: row.started_at_unix_ms,
  finishedAtUnixMs: row.finished_at_unix_ms,
  durationSeconds: row.duration_seconds,
  device: row.device,
  engine: row.engine,
  progress: JSON.parse(row.progress) as RunProgress,
  metrics,
  checkpointStep: row.checkpoint_step,
  error: row.error === null ? null : (JSON.parse(row.error) as AppError),
});

export const toAttempt = (row: AttemptRow): RunAttempt => ({
  startedAtUnixMs: row.started_at_unix_ms,
  endedAtUnixMs: row.ended_at_unix_ms,
  fromStep: row.from_step,
  device: row.device,
  engine: row.engine,
});
