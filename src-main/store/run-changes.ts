import type { Database, Statement } from 'better-sqlite3';
import type { RunMarks } from '#shared/marks';
import type { AppError } from '#shared/result';
import type { Protocol } from '#shared/protocol';
import type { RunProgress, RunStatus } from '#shared/run';

/** What may change in a saved run; what is left out stays. */
export interface RunChanges extends Partial<RunMarks> {
  readonly name?: string;
  readonly status?: RunStatus;
  readonly startedAtUnixMs?: number;
  readonly finishedAtUnixMs?: number | null;
  readonly durationSeconds?: number;
  readonly device?: string;
  readonly engine?: string;
  readonly progress?: RunProgress;
  readonly protocol?: Protocol;
  readonly error?: AppError | null;
  readonly checkpointStep?: number;
}

const columnOf: Readonly<Record<keyof RunChanges, string>> = {
  name: 'name',
  status: 'status',
  startedAtUnixMs: 'started_at_unix_ms',
  finishedAtUnixMs: 'finished_at_unix_ms',
  durationSeconds: 'duration_seconds',
  device: 'device',
  engine: 'engine',
  progress: 'progress',
  protocol: 'protocol',
  error: 'error',
  checkpointStep: 'checkpoint_step',
  tags: 'tags',
  note: 'note',
  isStarred: 'is_starred',
  colour: 'colour',
  folder: 'folder',
  archivedAtUnixMs: 'archived_at_unix_ms',
  trashedAtUnixMs: 'trashed_at_unix_ms',
};

const changeable = Object.keys(columnOf) as readonly (keyof RunChanges)[];

function toColumn(value: RunChanges[keyof RunChanges]): unknown {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** One statement per set of changed columns, prepared once. */
export function runUpdater(db: Database): (id: string, changes: RunChanges) => void {
  const prepared = new Map<string, Statement>();
  return (id, changes) => {
    const keys = changeable.filter((key) => changes[key] !== undefined);
    if (keys.length === 0) return;
    const assignments = keys.map((key) => `${columnOf[key]} = ?`).join(', ');
    const statement = prepared.get(assignments) ?? db.prepare(`UPDATE runs SET ${assignments} WHERE id = ?`);
    prepared.set(assignments, statement);
    statement.run(...keys.map((key) => toColumn(changes[key])), id);
  };
}
