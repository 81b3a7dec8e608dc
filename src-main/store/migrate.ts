import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Problem } from '#shared/result';
import { initial } from './migrations/0001-initial';
import { details } from './migrations/0002-details';
import { marks } from './migrations/0003-marks';
import type { Migration } from './migrations/migration';

export const migrations: readonly Migration[] = [initial, details, marks];

export const schemaVersion = migrations.length;

export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/** Refuses a database that this version of the program does not understand. */
export function assertNotNewer(db: Database, folder: string, expected = schemaVersion): void {
  const found = versionOf(db);
  if (found > expected) throw new Problem('store.newer', { folder, found, expected });
}

/** Copies an existing database aside, then brings it to the newest schema; each step is all or nothing. */
export function migrate(db: Database, folder: string, steps: readonly Migration[] = migrations): void {
  assertNotNewer(db, folder, steps.length);
  const from = versionOf(db);
  const pending = steps.filter((step) => step.version > from);
  if (pending.length === 0) return;
  if (from > 0) copyAside(db, folder, from);
  for (const step of pending) {
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    })();
  }
}

function copyAside(db: Database, folder: string, version: number): void {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  db.prepare('VACUUM INTO ?').run(join(backups, `schema-${version}-${stamp}.db`));
}
