import type { Database } from 'better-sqlite3';
import type { DatasetInfo } from '#shared/dataset';

export interface DatasetTable {
  /** Adds a dataset, or replaces what is known of it. */
  put(info: DatasetInfo): void;
  get(id: string): DatasetInfo | undefined;
  list(): readonly DatasetInfo[];
  delete(id: string): void;
}

const toInfo = (json: string): DatasetInfo => JSON.parse(json) as DatasetInfo;

export function datasetTable(db: Database): DatasetTable {
  const put = db.prepare<[string, string, number]>(
    `INSERT INTO datasets (id, info, created_at_unix_ms) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET info = excluded.info, created_at_unix_ms = excluded.created_at_unix_ms`,
  );
  const one = db.prepare<[string], string>('SELECT info FROM datasets WHERE id = ?').pluck();
  const all = db.prepare<[], string>('SELECT info FROM datasets ORDER BY created_at_unix_ms, id').pluck();
  const remove = db.prepare<[string]>('DELETE FROM datasets WHERE id = ?');
  return {
    put: (info) => void put.run(info.id, JSON.stringify(info), info.createdAtUnixMs),
    get: (id) => {
      const json = one.get(id);
      return json === undefined ? undefined : toInfo(json);
    },
    list: () => all.all().map(toInfo),
    delete: (id) => void remove.run(id),
  };
}
