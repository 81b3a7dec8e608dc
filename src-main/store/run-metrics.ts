import type { Database } from 'better-sqlite3';
import {
  isMetricName,
  metricInfo,
  type BestMetrics,
  type BestValue,
  type FinalMetrics,
} from '#shared/metric';

/** What lists show of the curves of a run. */
export interface MetricSummary {
  readonly metrics: FinalMetrics;
  readonly best: BestMetrics;
}

export const noMetrics: MetricSummary = { metrics: {}, best: {} };

export interface RunMetrics {
  ofRun(key: number): MetricSummary;
  byRun(): ReadonlyMap<number, MetricSummary>;
}

interface Row {
  readonly run_key: number;
  readonly metric: string;
  readonly last_value: number;
  readonly min_value: number;
  readonly min_step: number;
  readonly max_value: number;
  readonly max_step: number;
}

const columns = 'run_key, metric, last_value, min_value, min_step, max_value, max_step';

/** Two plain queries beat one with JSON in it, and SQLite's JSON would round the values. */
export function runMetrics(db: Database): RunMetrics {
  const ofRun = db.prepare<[number], Row>(
    `SELECT ${columns} FROM run_metrics WHERE run_key = ? ORDER BY metric`,
  );
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM run_metrics`);
  return {
    ofRun: (key) => {
      const summary = emptySummary();
      for (const row of ofRun.all(key)) add(summary, row);
      return summary;
    },
    byRun: () => {
      const found = new Map<number, Mutable>();
      for (const row of all.iterate()) {
        let summary = found.get(row.run_key);
        if (!summary) found.set(row.run_key, (summary = emptySummary()));
        add(summary, row);
      }
      return found;
    },
  };
}

interface Mutable {
  readonly metrics: Record<string, number>;
  readonly best: Record<string, BestValue>;
}

const emptySummary = (): Mutable => ({ metrics: {}, best: {} });

function add({ metrics, best }: Mutable, row: Row): void {
  metrics[row.metric] = row.last_value;
  const better = isMetricName(row.metric) ? metricInfo(row.metric).better : 'neither';
  if (better === 'higher') best[row.metric] = { value: row.max_value, step: row.max_step };
  if (better === 'lower') best[row.metric] = { value: row.min_value, step: row.min_step };
}
