/** Rows as SQLite gives them, and what they mean. */

import type { RunConfig } from '#shared/config/fields';
import { defaultConfig } from '#shared/config/fields';
import type { AppError } from '#shared/result';
import type { RunAttempt, RunProgress, RunStatus, RunSummary } from '#shared/run';
import type { MetricSummary } from './run-metrics';

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
  readonly queue_position: number | null;
  readonly tags: string;
  readonly note: string;
  readonly is_starred: number;
  readonly colour: string | null;
  readonly folder: string;
  readonly archived_at_unix_ms: number | null;
  readonly trashed_at_unix_ms: number | null;
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

export const toRunSummary = (row: RunRow, { metrics, best }: MetricSummary): RunSummary => ({
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
  best,
  checkpointStep: row.checkpoint_step,
  queuePosition: row.status === 'queued' ? row.queue_position : null,
  tags: JSON.parse(row.tags) as readonly string[],
  note: row.note,
  isStarred: row.is_starred === 1,
  colour: row.colour,
  folder: row.folder,
  archivedAtUnixMs: row.archived_at_unix_ms,
  trashedAtUnixMs: row.trashed_at_unix_ms,
  error: row.error === null ? null : (JSON.parse(row.error) as AppError),
});

export const toAttempt = (row: AttemptRow): RunAttempt => ({
  startedAtUnixMs: row.started_at_unix_ms,
  endedAtUnixMs: row.ended_at_unix_ms,
  fromStep: row.from_step,
  device: row.device,
  engine: row.engine,
});
