import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Problem } from '#shared/result';

const pidFileIn = (folder: string): string => join(folder, 'store.pid');

/**
 * Whether somebody writes this folder. A reader may not try the lock itself, which a writer that is just starting
 * would then find taken.
 */
export function isWriterAlive(folder: string): boolean {
  const pid = Number(readPid(pidFileIn(folder)));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

export interface WriterLock {
  release(): void;
}

const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY');

/**
 * Holds the folder for one writing process. The operating system's lock under SQLite's exclusive transaction dies with
 * the process, however it ends, so there is never a stale lock to clean up.
 * The process number stands in a file of its own: opening and closing the locked file in this process would drop the lock.
 */
export function takeWriterLock(folder: string): WriterLock {
  const pidFile = pidFileIn(folder);
  const db = new Sqlite(join(folder, 'store.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    db.close();
    throw isBusy(thrown) ? new Problem('store.locked', { folder, pid: readPid(pidFile) }) : thrown;
  }
  writeFileSync(pidFile, String(process.pid));
  return {
    release: () => {
      rmSync(pidFile, { force: true });
      db.close();
    },
  };
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
