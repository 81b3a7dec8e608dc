import type { Database } from 'better-sqlite3';
import type { RunAttempt } from '#shared/run';
import { toAttempt, type AttemptRow } from './rows';

/** Each time a trainer worked on a run. */
export interface AttemptTable {
  begin(runId: string, startedAtUnixMs: number, fromStep: number): void;
  /** Completes the newest attempt with what its trainer told. */
  describe(runId: string, attempt: Pick<RunAttempt, 'device' | 'engine' | 'fromStep'>): void;
  /** Closes the newest attempt. */
  end(runId: string, endedAtUnixMs: number): void;
  of(runId: string): readonly RunAttempt[];
}

const runKey = '(SELECT key FROM runs WHERE id = @runId)';
const newest = `run_key = ${runKey} AND ordinal = (SELECT max(ordinal) FROM attempts WHERE run_key = ${runKey})`;

export function attemptTable(db: Database): AttemptTable {
  const begin = db.prepare(`
    INSERT INTO attempts (run_key, ordinal, started_at_unix_ms, from_step)
    SELECT key, (SELECT count(*) + 1 FROM attempts WHERE run_key = runs.key), @startedAtUnixMs, @fromStep
    FROM runs WHERE id = @runId`);
  const describe = db.prepare(
    `UPDATE attempts SET device = @device, engine = @engine, from_step = @fromStep WHERE ${newest}`,
  );
  const end = db.prepare(`UPDATE attempts SET ended_at_unix_ms = @endedAtUnixMs WHERE ${newest}`);
  const of = db.prepare<[{ runId: string }], AttemptRow>(
    `SELECT started_at_unix_ms, ended_at_unix_ms, from_step, device, engine FROM attempts
     WHERE run_key = ${runKey} ORDER BY ordinal`,
  );
  return {
    begin: (runId, startedAtUnixMs, fromStep) => void begin.run({ runId, startedAtUnixMs, fromStep }),
    describe: (runId, { device, engine, fromStep }) => void describe.run({ runId, device, engine, fromStep }),
    end: (runId, endedAtUnixMs) => void end.run({ runId, endedAtUnixMs }),
    of: (runId) => of.all({ runId }).map(toAttempt),
  };
}
