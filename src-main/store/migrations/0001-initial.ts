import type { Migration } from './migration';

/**
 * A curve is one metric of one run; `series` refers to it by a small integer, so that a point costs about 15 bytes
 * and its primary key alone answers every query. `run_metrics` doubles as the summary that lists read: the size of
 * `series` never slows a list down.
 */
export const initial: Migration = {
  version: 1,
  sql: `
    CREATE TABLE studies (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      created_at_unix_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE datasets (
      id TEXT NOT NULL PRIMARY KEY,
      info TEXT NOT NULL,
      created_at_unix_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      study_key INTEGER REFERENCES studies (key) ON DELETE SET NULL,
      dataset_id TEXT NOT NULL,
      status TEXT NOT NULL,
      config TEXT NOT NULL,
      created_at_unix_ms INTEGER NOT NULL,
      started_at_unix_ms INTEGER,
      finished_at_unix_ms INTEGER,
      duration_seconds REAL NOT NULL DEFAULT 0,
      device TEXT,
      engine TEXT,
      progress TEXT NOT NULL,
      protocol TEXT NOT NULL DEFAULT '{}',
      error TEXT,
      checkpoint_step INTEGER,
      queue_position INTEGER,
      is_resume INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX runs_by_study ON runs (study_key);
    CREATE INDEX runs_by_dataset ON runs (dataset_id);
    CREATE INDEX runs_by_queue ON runs (status, queue_position);

    CREATE TABLE run_metrics (
      curve_key INTEGER PRIMARY KEY,
      run_key INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
      metric TEXT NOT NULL,
      last_step INTEGER NOT NULL,
      last_value REAL NOT NULL,
      min_value REAL NOT NULL,
      max_value REAL NOT NULL,
      UNIQUE (run_key, metric)
    ) STRICT;

    CREATE TABLE series (
      curve_key INTEGER NOT NULL REFERENCES run_metrics (curve_key) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (curve_key, step)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attempts (
      run_key INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      started_at_unix_ms INTEGER NOT NULL,
      ended_at_unix_ms INTEGER,
      from_step INTEGER NOT NULL,
      device TEXT,
      engine TEXT,
      PRIMARY KEY (run_key, ordinal)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE logs (
      key INTEGER PRIMARY KEY,
      run_key INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
      at_unix_ms INTEGER NOT NULL,
      level TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX logs_by_run ON logs (run_key, key);
  `,
};
