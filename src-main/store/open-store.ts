/**
 * The store: runs, curves, studies and datasets of one data folder in SQLite, one writing process at a time.
 * It knows SQL and the vocabulary of src-shared; nothing outside this folder does SQL, and it starts nothing by itself.
 */

import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Problem } from '#shared/result';
import { attemptTable, type AttemptTable } from './attempts';
import { backUpWhenDue } from './back-up';
import { datasetTable, type DatasetTable } from './datasets';
import { detailTable, type DetailTable } from './details';
import { letItShrink, runEraser, type RunEraser } from './erase-runs';
import { evaluationTable, type EvaluationTable } from './evaluations';
import { logTable, type LogTable } from './logs';
import { assertNotNewer, migrate, schemaVersion, versionOf } from './migrate';
import { runTable, type RunTable } from './runs';
import { seriesTable, type SeriesTable } from './series';
import { studyTable, type StudyTable } from './studies';
import { takeWriterLock } from './writer-lock';

export interface Store {
  /** The absolute path of the data folder. */
  readonly folder: string;
  readonly runs: RunTable;
  readonly series: SeriesTable;
  readonly studies: StudyTable;
  readonly datasets: DatasetTable;
  readonly attempts: AttemptTable;
  readonly logs: LogTable;
  readonly details: DetailTable;
  readonly evaluations: EvaluationTable;
  readonly eraser: RunEraser;
  /** Runs the work as one transaction: all of it is kept, or nothing. */
  transaction<T>(work: () => T): T;
  /** Copies the database into the backups folder unless a copy of the last day is there. */
  backUpWhenDue(nowUnixMs: number): Promise<void>;
  close(): void;
}

export interface StoreOptions {
  /** Reads beside a writing process; needs no lock, and every write throws. */
  readonly readOnly?: boolean;
}

const databaseFile = (folder: string): string => join(folder, 'tau-lab.db');

/** @throws Problem `store.locked`, `store.newer`, `store.damaged` or `store.unwritable` */
export function openStore(folder: string, options: StoreOptions = {}): Store {
  const absolute = resolve(folder);
  try {
    return options.readOnly ? openReader(absolute) : openWriter(absolute);
  } catch (thrown) {
    throw toStoreProblem(thrown, absolute);
  }
}

function openWriter(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const lock = takeWriterLock(folder);
  let db: Database | undefined;
  try {
    db = connect(folder, false);
    checkIntact(db, folder);
    migrate(db, folder);
    letItShrink(db);
    return assemble(folder, db, lock.release);
  } catch (thrown) {
    db?.close();
    lock.release();
    throw thrown;
  }
}

function openReader(folder: string): Store {
  if (needsWriter(folder)) openWriter(folder).close();
  const db = connect(folder, true);
  return assemble(folder, db, () => undefined);
}

/** True where there is no database yet or it has an older schema: a reader cannot change that. */
function needsWriter(folder: string): boolean {
  if (!existsSync(databaseFile(folder))) return true;
  const db = connect(folder, true);
  try {
    assertNotNewer(db, folder);
    return versionOf(db) < schemaVersion;
  } finally {
    db.close();
  }
}

function connect(folder: string, readonly: boolean): Database {
  const db = new Sqlite(databaseFile(folder), { readonly, timeout: 10_000 });
  try {
    // Counts only before the first table.
    if (!readonly) db.pragma('auto_vacuum = INCREMENTAL');
    if (!readonly) db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function checkIntact(db: Database, folder: string): void {
  const reason = String(db.pragma('quick_check(1)', { simple: true }));
  if (reason !== 'ok') throw new Problem('store.damaged', { folder, reason });
}

function assemble(folder: string, db: Database, release: () => void): Store {
  return {
    folder,
    runs: runTable(db),
    series: seriesTable(db),
    studies: studyTable(db),
    datasets: datasetTable(db),
    attempts: attemptTable(db),
    logs: logTable(db),
    details: detailTable(db),
    evaluations: evaluationTable(db),
    eraser: runEraser(db),
    transaction: (work) => db.transaction(work).immediate(),
    backUpWhenDue: (nowUnixMs) => backUpWhenDue(db, folder, nowUnixMs),
    close: () => {
      db.close();
      release();
    },
  };
}

function toStoreProblem(thrown: unknown, folder: string): unknown {
  if (thrown instanceof Problem || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown ? String(thrown.code) : '';
  const reason = thrown.message;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new Problem('store.damaged', { folder, reason });
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) {
    return new Problem('store.unwritable', { folder, reason });
  }
  return thrown;
}
