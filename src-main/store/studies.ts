import type { Database } from 'better-sqlite3';
import type { Study } from '#shared/study';

export interface StudyTable {
  insert(study: Omit<Study, 'runIds'>): void;
  get(id: string): Study | undefined;
  list(): readonly Study[];
  /** Deletes the studies whose last run is gone and tells whether there were any. */
  deleteEmpty(): boolean;
}

interface StudyRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly created_at_unix_ms: number;
}

export function studyTable(db: Database): StudyTable {
  const insert = db.prepare(
    'INSERT INTO studies (id, name, created_at_unix_ms) VALUES (@id, @name, @createdAtUnixMs)',
  );
  const one = db.prepare<[string], StudyRow>('SELECT * FROM studies WHERE id = ?');
  const all = db.prepare<[], StudyRow>('SELECT * FROM studies ORDER BY key');
  const runIds = db.prepare<[number], string>('SELECT id FROM runs WHERE study_key = ? ORDER BY key').pluck();
  const deleteEmpty = db.prepare(
    'DELETE FROM studies WHERE NOT EXISTS (SELECT 1 FROM runs WHERE study_key = studies.key)',
  );
  const toStudy = (row: StudyRow): Study => ({
    id: row.id,
    name: row.name,
    createdAtUnixMs: row.created_at_unix_ms,
    runIds: runIds.all(row.key),
  });
  return {
    insert: (study) => void insert.run(study),
    get: (id) => {
      const row = one.get(id);
      return row && toStudy(row);
    },
    list: () => all.all().map(toStudy),
    deleteEmpty: () => deleteEmpty.run().changes > 0,
  };
}
