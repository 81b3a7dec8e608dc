import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

export interface RunEraser {
  /** About how many bytes the rows of a run take. */
  sizeOf(id: string): number;
  /**
   * Deletes runs for good and gives their pages back to the disk. What else the lab has to do goes on between them.
   * @returns by how many bytes the database is smaller
   */
  erase(ids: readonly string[]): Promise<number>;
}

/** A point of a curve in its b-tree: two small integers, eight bytes of value, a header. */
const pointBytes = 15;
const pagesAtOnce = 1000;

export function runEraser(db: Database): RunEraser {
  const size = db
    .prepare<[string], number>(
      `SELECT length(r.config) + length(r.progress) + length(r.protocol) + length(r.note)
         + ${pointBytes} * (SELECT count(*) FROM run_metrics m JOIN series s ON s.curve_key = m.curve_key
                            WHERE m.run_key = r.key)
         + (SELECT coalesce(sum(length(value)), 0) FROM details WHERE run_key = r.key)
         + (SELECT coalesce(sum(length(message) + 16), 0) FROM logs WHERE run_key = r.key)
         + (SELECT coalesce(sum(length(settings) + length(details)), 0) FROM evaluations WHERE run_key = r.key)
       FROM runs r WHERE r.id = ?`,
    )
    .pluck();
  const remove = db.prepare<[string]>('DELETE FROM runs WHERE id = ?');
  const bytes = (): number => pragma(db, 'page_count') * pragma(db, 'page_size');
  return {
    sizeOf: (id) => size.get(id) ?? 0,
    erase: async (ids) => {
      const before = bytes();
      for (const id of ids) {
        remove.run(id);
        await nextTurn();
      }
      while (pragma(db, 'freelist_count') > 0) {
        const left = pragma(db, 'freelist_count');
        db.pragma(`incremental_vacuum(${pagesAtOnce})`);
        // A database that cannot be made smaller keeps its free pages for what comes.
        if (pragma(db, 'freelist_count') === left) break;
        await nextTurn();
      }
      db.pragma('wal_checkpoint(TRUNCATE)');
      return Math.max(0, before - bytes());
    },
  };
}

const pragma = (db: Database, name: string): number => Number(db.pragma(name, { simple: true }));

/** Lets the database give pages back. One of before that is written anew, once. */
export function letItShrink(db: Database): void {
  if (pragma(db, 'auto_vacuum') !== 0) return;
  db.pragma('auto_vacuum = INCREMENTAL');
  db.exec('VACUUM');
}
