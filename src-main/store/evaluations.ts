import type { Database } from 'better-sqlite3';
import type { Evaluation, EvaluationStatus } from '#shared/evaluation';

/** What was measured of checkpoints after their run, and what still is to be. */
export interface EvaluationTable {
  insert(evaluation: Evaluation): void;
  /** Writes all of an evaluation that may change. One that was deleted meanwhile stays deleted. */
  update(evaluation: Evaluation): void;
  get(id: string): Evaluation | undefined;
  /** Oldest first. */
  ofRuns(runIds: readonly string[]): readonly Evaluation[];
  /** Oldest first. */
  withStatus(status: EvaluationStatus): readonly Evaluation[];
}

interface EvaluationRow {
  readonly id: string;
  readonly run_id: string;
  readonly checkpoint: string;
  readonly step: number;
  readonly status: EvaluationStatus;
  readonly settings: string;
  readonly progress: string;
  readonly created_at_unix_ms: number;
  readonly started_at_unix_ms: number | null;
  readonly finished_at_unix_ms: number | null;
  readonly device: string | null;
  readonly engine: string | null;
  readonly metrics: string;
  readonly protocol: string;
  readonly details: string;
  readonly error: string | null;
}

const changing = [
  'step',
  'status',
  'progress',
  'started_at_unix_ms',
  'finished_at_unix_ms',
  'device',
  'engine',
  'metrics',
  'protocol',
  'details',
  'error',
] as const;
const fixed = ['id', 'checkpoint', 'settings', 'created_at_unix_ms'] as const;

export function evaluationTable(db: Database): EvaluationTable {
  const columns = [...fixed, ...changing];
  const insert = db.prepare(`
    INSERT INTO evaluations (run_key, ${columns.join(', ')})
    SELECT key, ${columns.map((column) => `@${column}`).join(', ')} FROM runs WHERE id = @run_id`);
  const update = db.prepare(
    `UPDATE evaluations SET ${changing.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
  );
  const select = `SELECT r.id AS run_id, e.* FROM evaluations e JOIN runs r ON r.key = e.run_key`;
  const one = db.prepare<[string], EvaluationRow>(`${select} WHERE e.id = ?`);
  const ofRun = db.prepare<[string], EvaluationRow>(`${select} WHERE r.id = ? ORDER BY e.key`);
  const withStatus = db.prepare<[string], EvaluationRow>(`${select} WHERE e.status = ? ORDER BY e.key`);
  return {
    insert: (evaluation) => void insert.run(toRow(evaluation)),
    update: (evaluation) => void update.run(toRow(evaluation)),
    get: (id) => {
      const row = one.get(id);
      return row && toEvaluation(row);
    },
    ofRuns: (runIds) => runIds.flatMap((runId) => ofRun.all(runId).map(toEvaluation)),
    withStatus: (status) => withStatus.all(status).map(toEvaluation),
  };
}

const toRow = (evaluation: Evaluation): EvaluationRow => ({
  id: evaluation.id,
  run_id: evaluation.runId,
  checkpoint: JSON.stringify(evaluation.checkpoint),
  step: evaluation.step,
  status: evaluation.status,
  settings: JSON.stringify(evaluation.settings),
  progress: JSON.stringify(evaluation.progress),
  created_at_unix_ms: evaluation.createdAtUnixMs,
  started_at_unix_ms: evaluation.startedAtUnixMs,
  finished_at_unix_ms: evaluation.finishedAtUnixMs,
  device: evaluation.device,
  engine: evaluation.engine,
  metrics: JSON.stringify(evaluation.metrics),
  protocol: JSON.stringify(evaluation.protocol),
  details: JSON.stringify(evaluation.details),
  error: evaluation.error && JSON.stringify(evaluation.error),
});

// Written by this folder alone, so the shape of what is parsed is known.
const toEvaluation = (row: EvaluationRow): Evaluation => ({
  id: row.id,
  runId: row.run_id,
  checkpoint: JSON.parse(row.checkpoint) as Evaluation['checkpoint'],
  step: row.step,
  status: row.status,
  settings: JSON.parse(row.settings) as Evaluation['settings'],
  progress: JSON.parse(row.progress) as Evaluation['progress'],
  createdAtUnixMs: row.created_at_unix_ms,
  startedAtUnixMs: row.started_at_unix_ms,
  finishedAtUnixMs: row.finished_at_unix_ms,
  device: row.device,
  engine: row.engine,
  metrics: JSON.parse(row.metrics) as Evaluation['metrics'],
  protocol: JSON.parse(row.protocol) as Evaluation['protocol'],
  details: JSON.parse(row.details) as Evaluation['details'],
  error: row.error === null ? null : (JSON.parse(row.error) as Evaluation['error']),
});
