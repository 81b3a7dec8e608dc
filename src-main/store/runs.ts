import type { Database } from 'better-sqlite3';
import type { RunConfig } from '#shared/config/fields';
import type { Protocol } from '#shared/protocol';
import type { RunProgress, RunStatus, RunSummary } from '#shared/run';
import { toRunSummary, type RunRow } from './rows';
import { runUpdater, type RunChanges } from './run-changes';
import { noMetrics, runMetrics } from './run-metrics';
import { queueGap, queueMover, type MoveInQueue } from './queue-order';

export interface NewRun {
  readonly id: string;
  readonly name: string;
  readonly studyId: string | null;
  readonly config: RunConfig;
  readonly createdAtUnixMs: number;
  readonly progress: RunProgress;
}

export interface QueuedRun {
  readonly id: string;
  /** Go on from the last checkpoint. */
  readonly isResume: boolean;
}

export interface RunTable {
  /** Adds a run at the end of the queue. */
  insert(run: NewRun): void;
  get(id: string): RunSummary | undefined;
  /** All runs in the order in which they were made. */
  list(): readonly RunSummary[];
  protocolOf(id: string): Protocol;
  update(id: string, changes: RunChanges): void;
  /** Puts a run at the end of the queue. */
  enqueue(id: string, isResume: boolean): void;
  nextQueued(): QueuedRun | undefined;
  moveInQueue: MoveInQueue;
  idsWithStatus(status: RunStatus): readonly string[];
  countOfDataset(datasetId: string): number;
  /** The last value of a metric in the run that finished last, of those that have it. */
  latestFinished(metric: string): number | undefined;
  /** In the trash, longest there first. */
  idsInTrash(): readonly string[];
  delete(id: string): void;
}

const columns = `
  r.key, r.id, r.name, s.id AS study_id, r.status, r.config, r.created_at_unix_ms, r.started_at_unix_ms,
  r.finished_at_unix_ms, r.duration_seconds, r.device, r.engine, r.progress, r.error, r.checkpoint_step,
  r.queue_position, r.tags, r.note, r.is_starred, r.colour, r.folder, r.archived_at_unix_ms, r.trashed_at_unix_ms`;
const from = 'FROM runs r LEFT JOIN studies s ON s.key = r.study_key';
const endOfQueue = `(SELECT coalesce(max(queue_position), 0) + ${queueGap} FROM runs WHERE status = 'queued')`;

export function runTable(db: Database): RunTable {
  const insert = db.prepare(`
    INSERT INTO runs (id, name, study_key, dataset_id, status, config, created_at_unix_ms, progress, queue_position)
    VALUES (@id, @name, (SELECT key FROM studies WHERE id = @studyId), @datasetId, 'queued', @config, @createdAtUnixMs,
            @progress, ${endOfQueue})`);
  const one = db.prepare<[string], RunRow>(`SELECT ${columns} ${from} WHERE r.id = ?`);
  const all = db.prepare<[], RunRow>(`SELECT ${columns} ${from} ORDER BY r.key`);
  const protocol = db.prepare<[string], string>('SELECT protocol FROM runs WHERE id = ?').pluck();
  const enqueue = db.prepare(`
    UPDATE runs SET status = 'queued', is_resume = ?, error = NULL, finished_at_unix_ms = NULL, queue_position = ${endOfQueue}
    WHERE id = ?`);
  const next = db.prepare<[], { id: string; is_resume: number }>(
    "SELECT id, is_resume FROM runs WHERE status = 'queued' ORDER BY queue_position LIMIT 1",
  );
  const withStatus = db
    .prepare<[string], string>('SELECT id FROM runs WHERE status = ? ORDER BY key')
    .pluck();
  const ofDataset = db.prepare<[string], number>('SELECT count(*) FROM runs WHERE dataset_id = ?').pluck();
  const latest = db
    .prepare<[string], number>(
      `SELECT m.last_value FROM runs r JOIN run_metrics m ON m.run_key = r.key AND m.metric = ?
       WHERE r.status = 'finished' ORDER BY r.finished_at_unix_ms DESC LIMIT 1`,
    )
    .pluck();
  const trash = db
    .prepare<[], string>(
      'SELECT id FROM runs WHERE trashed_at_unix_ms IS NOT NULL ORDER BY trashed_at_unix_ms, key',
    )
    .pluck();
  const remove = db.prepare<[string]>('DELETE FROM runs WHERE id = ?');
  const metrics = runMetrics(db);
  return {
    insert: (run) => {
      const { config, progress, ...rest } = run;
      const json = { config: JSON.stringify(config), progress: JSON.stringify(progress) };
      insert.run({ ...rest, ...json, datasetId: config['dataset.id'] });
    },
    get: (id) => {
      const row = one.get(id);
      return row && toRunSummary(row, metrics.ofRun(row.key));
    },
    list: () => {
      const byRun = metrics.byRun();
      return all.all().map((row) => toRunSummary(row, byRun.get(row.key) ?? noMetrics));
    },
    protocolOf: (id) => JSON.parse(protocol.get(id) ?? '{}') as Protocol,
    update: runUpdater(db),
    enqueue: (id, isResume) => void enqueue.run(isResume ? 1 : 0, id),
    nextQueued: () => {
      const row = next.get();
      return row && { id: row.id, isResume: row.is_resume === 1 };
    },
    moveInQueue: queueMover(db),
    idsWithStatus: (status) => withStatus.all(status),
    countOfDataset: (datasetId) => ofDataset.get(datasetId) ?? 0,
    latestFinished: (metric) => latest.get(metric),
    idsInTrash: () => trash.all(),
    delete: (id) => void remove.run(id),
  };
}
