import type { Database } from 'better-sqlite3';
import type { MetricPoint } from '#shared/metric';
import type { Series } from '#shared/run';

export interface SeriesTable {
  /**
   * Records points in one transaction. A step that is there already is replaced: a resumed run measures the
   * steps after its checkpoint again and must not show them twice.
   */
  append(runId: string, points: readonly MetricPoint[]): void;
  /** The curves that exist among runs and metrics, each in at most `maxPoints` buckets of steps. */
  of(runIds: readonly string[], metrics: readonly string[], maxPoints: number): readonly Series[];
  /** Every recorded point of a run, by metric and step. */
  all(runId: string): readonly MetricPoint[];
}

interface Curve {
  readonly key: number;
  readonly first: number;
  readonly last: number;
}

interface Bucket {
  readonly step: number;
  readonly last: number;
  readonly least: number;
  readonly greatest: number;
}

/** Walks the primary key once, bucket by bucket; grouping by `step / width` would sort every point of the curve. */
export const bucketQuery = `
  WITH RECURSIVE bucket (start) AS (
    SELECT @start UNION ALL SELECT start + @width FROM bucket WHERE start + @width <= @last
  )
  SELECT b.step, s.value AS last, b.least, b.greatest
  FROM (
    SELECT max(step) AS step, min(value) AS least, max(value) AS greatest
    FROM bucket JOIN series ON curve_key = @key AND step >= start AND step < start + @width
    GROUP BY start
  ) b JOIN series s ON s.curve_key = @key AND s.step = b.step
  ORDER BY b.step`;

export function seriesTable(db: Database): SeriesTable {
  const curve = db.prepare<[string, string], Curve>(`
    SELECT m.curve_key AS key,
           (SELECT min(step) FROM series WHERE curve_key = m.curve_key) AS first,
           (SELECT max(step) FROM series WHERE curve_key = m.curve_key) AS last
    FROM run_metrics m JOIN runs r ON r.key = m.run_key WHERE r.id = ? AND m.metric = ?`);
  const buckets = db.prepare<[BucketInput], Bucket>(bucketQuery);
  const all = db.prepare<[string], MetricPoint>(`
    SELECT m.metric, s.step, s.value FROM runs r
    JOIN run_metrics m ON m.run_key = r.key JOIN series s ON s.curve_key = m.curve_key
    WHERE r.id = ? ORDER BY m.metric, s.step`);
  const oneOf = (runId: string, metric: string, maxPoints: number): readonly Series[] => {
    const found = curve.get(runId, metric);
    if (!found) return [];
    return [toSeries(runId, metric, buckets.all(bucketInput(found, maxPoints)))];
  };
  return {
    append: appender(db),
    of: (runIds, metrics, maxPoints) =>
      runIds.flatMap((runId) => metrics.flatMap((metric) => oneOf(runId, metric, maxPoints))),
    all: (runId) => all.all(runId),
  };
}

interface BucketInput {
  readonly key: number;
  readonly start: number;
  readonly width: number;
  readonly last: number;
}

/** Buckets start at multiples of their width, so that those of a growing curve stay where they are. */
function bucketInput({ key, first, last }: Curve, maxPoints: number): BucketInput {
  const width = Math.floor((last - first) / (maxPoints - 1)) + 1;
  return { key, start: Math.floor(first / width) * width, width, last };
}

const toSeries = (runId: string, metric: string, buckets: readonly Bucket[]): Series => ({
  runId,
  metric,
  steps: buckets.map((bucket) => bucket.step),
  values: buckets.map((bucket) => bucket.last),
  min: buckets.map((bucket) => bucket.least),
  max: buckets.map((bucket) => bucket.greatest),
});

function appender(db: Database): SeriesTable['append'] {
  const runKey = db.prepare<[string], number>('SELECT key FROM runs WHERE id = ?').pluck();
  const summarize = db
    .prepare<[object], number>(
      `INSERT INTO run_metrics
         (run_key, metric, last_step, last_value, min_value, min_step, max_value, max_step)
       VALUES (@key, @metric, @step, @value, @value, @step, @value, @step)
       ON CONFLICT (run_key, metric) DO UPDATE SET
         last_value = CASE WHEN excluded.last_step >= last_step THEN excluded.last_value ELSE last_value END,
         last_step = max(last_step, excluded.last_step),
         min_step = CASE WHEN excluded.min_value < min_value THEN excluded.min_step ELSE min_step END,
         min_value = min(min_value, excluded.min_value),
         max_step = CASE WHEN excluded.max_value > max_value THEN excluded.max_step ELSE max_step END,
         max_value = max(max_value, excluded.max_value)
       RETURNING curve_key`,
    )
    .pluck();
  const insert = db.prepare<[number, number, number]>(
    `INSERT INTO series (curve_key, step, value) VALUES (?, ?, ?)
     ON CONFLICT (curve_key, step) DO UPDATE SET value = excluded.value`,
  );
  return db.transaction((runId: string, points: readonly MetricPoint[]) => {
    const key = runKey.get(runId);
    if (key === undefined) return;
    for (const { metric, step, value } of points) {
      const curveKey = summarize.get({ key, metric, step, value });
      if (curveKey !== undefined) insert.run(curveKey, step, value);
    }
  });
}
