import type { Database } from 'better-sqlite3';
import type { LogLine } from '#shared/contract';

/** What the trainers of a run had to say. */
export interface LogTable {
  append(runId: string, line: LogLine): void;
  /** The last lines of a run, oldest first. */
  of(runId: string, limit?: number): readonly LogLine[];
}

const defaultLimit = 10_000;

export function logTable(db: Database): LogTable {
  const append = db.prepare(`
    INSERT INTO logs (run_key, at_unix_ms, level, message)
    SELECT key, @atUnixMs, @level, @message FROM runs WHERE id = @runId`);
  const of = db.prepare<[string, number], LogLine>(`
    SELECT l.at_unix_ms AS atUnixMs, l.level, l.message FROM logs l JOIN runs r ON r.key = l.run_key
    WHERE r.id = ? ORDER BY l.key DESC LIMIT ?`);
  return {
    append: (runId, line) => void append.run({ ...line, runId }),
    of: (runId, limit = defaultLimit) => of.all(runId, limit).toReversed(),
  };
}
