import type { Database } from 'better-sqlite3';
import type { Detail } from '#shared/detail';
import type { DetailQuery, RunDetailValue } from '#shared/evaluation';

/** Measures that are more than one number. */
export interface DetailTable {
  /** Records details in one transaction. One of a step that is there already is replaced, as with points. */
  append(runId: string, details: readonly Detail[]): void;
  /** By run in the order asked for, then by kind and step. */
  of(runIds: readonly string[], query?: DetailQuery): readonly RunDetailValue[];
}

interface DetailRow {
  readonly kind: string;
  readonly step: number;
  readonly value: string;
}

export function detailTable(db: Database): DetailTable {
  const insert = db.prepare(`
    INSERT INTO details (run_key, kind, step, value)
    SELECT key, @kind, @step, @value FROM runs WHERE id = @runId
    ON CONFLICT (run_key, kind, step) DO UPDATE SET value = excluded.value`);
  const all = db.prepare<[string], DetailRow>(`
    SELECT d.kind, d.step, d.value FROM runs r JOIN details d ON d.run_key = r.key
    WHERE r.id = ? ORDER BY d.kind, d.step`);
  const last = db.prepare<[string], DetailRow>(`
    SELECT d.kind, max(d.step) AS step, d.value FROM runs r JOIN details d ON d.run_key = r.key
    WHERE r.id = ? GROUP BY d.kind ORDER BY d.kind`);
  const ofOne = (runId: string, { kinds, lastOnly }: DetailQuery): readonly RunDetailValue[] => {
    const wanted: readonly string[] | undefined = kinds;
    return (lastOnly ? last : all)
      .all(runId)
      .filter(({ kind }) => wanted?.includes(kind) ?? true)
      .map(({ kind, step, value }) => ({ runId, kind, step, value: JSON.parse(value) as unknown }))
      .map((row) => row as RunDetailValue);
  };
  return {
    append: db.transaction((runId: string, details: readonly Detail[]) => {
      for (const { kind, step, value } of details) {
        insert.run({ runId, kind, step, value: JSON.stringify(value) });
      }
    }),
    of: (runIds, query = {}) => runIds.flatMap((runId) => ofOne(runId, query)),
  };
}
