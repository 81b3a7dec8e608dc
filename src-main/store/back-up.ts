import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

const dayMs = 24 * 60 * 60 * 1000;
const copiesKept = 2;

/** A copy a day while the store is in use, the last two kept; SQLite copies page by page beside the writer. */
export async function backUpWhenDue(db: Database, folder: string, nowUnixMs: number): Promise<void> {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const copies = readdirSync(backups)
    .filter((file) => /^daily-.*\.db$/.test(file))
    .sort();
  const newest = copies.at(-1);
  if (newest !== undefined && nowUnixMs - statSync(join(backups, newest)).mtimeMs < dayMs) return;

  const unfinished = join(backups, 'unfinished');
  rmSync(unfinished, { force: true });
  await db.backup(unfinished);
  const stamp = new Date(nowUnixMs).toISOString().replaceAll(':', '-');
  renameSync(unfinished, join(backups, `daily-${stamp}.db`));
  const surplus = copies.slice(0, Math.max(0, copies.length + 1 - copiesKept));
  for (const file of surplus) rmSync(join(backups, file), { force: true });
}
