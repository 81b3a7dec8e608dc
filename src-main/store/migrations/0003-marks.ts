import type { Migration } from './migration';

/**
 * What people add to runs, read with every list, so it stands in the row itself. The steps of the least and the greatest
 * value complete the summary of a curve: lists show the best value and when it was reached without reading `series`.
 */
export const marks: Migration = {
  version: 3,
  sql: `
    ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN is_starred INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN colour TEXT;
    ALTER TABLE runs ADD COLUMN folder TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN archived_at_unix_ms INTEGER;
    ALTER TABLE runs ADD COLUMN trashed_at_unix_ms INTEGER;

    CREATE INDEX runs_in_trash ON runs (trashed_at_unix_ms) WHERE trashed_at_unix_ms IS NOT NULL;

    ALTER TABLE run_metrics ADD COLUMN min_step INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run_metrics ADD COLUMN max_step INTEGER NOT NULL DEFAULT 0;
    UPDATE run_metrics SET
      min_step = coalesce(
        (SELECT min(step) FROM series WHERE curve_key = run_metrics.curve_key AND value = min_value), last_step),
      max_step = coalesce(
        (SELECT min(step) FROM series WHERE curve_key = run_metrics.curve_key AND value = max_value), last_step);

    -- Room between neighbours, so that moving one run in the queue changes that run alone.
    UPDATE runs SET queue_position = queue_position * 1024;
  `,
};
