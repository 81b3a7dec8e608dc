import type { Migration } from './migration';

/**
 * A detail is read whole, a kind of a run at a time, so its numbers stay one text. An evaluation is a job and its
 * result in one row: what queries ask for stands in columns of its own.
 */
export const details: Migration = {
  version: 2,
  sql: `
    CREATE TABLE details (
      run_key INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      step INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (run_key, kind, step)
    ) STRICT;

    CREATE TABLE evaluations (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      run_key INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
      checkpoint TEXT NOT NULL,
      step INTEGER NOT NULL,
      status TEXT NOT NULL,
      settings TEXT NOT NULL,
      progress TEXT NOT NULL,
      created_at_unix_ms INTEGER NOT NULL,
      started_at_unix_ms INTEGER,
      finished_at_unix_ms INTEGER,
      device TEXT,
      engine TEXT,
      metrics TEXT NOT NULL,
      protocol TEXT NOT NULL,
      details TEXT NOT NULL,
      error TEXT
    ) STRICT;
    CREATE INDEX evaluations_by_run ON evaluations (run_key);
    CREATE INDEX evaluations_by_status ON evaluations (status);
  `,
};
