import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { schemaVersion } from '../../src-main/store/migrate';
import { openStore } from '../../src-main/store/open-store';
import { newRun, temporaryFolder, temporaryStore } from './temporary-store';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
};

describe('opening a store', () => {
  it('keeps what was written', () => {
    const folder = temporaryFolder();
    const first = openStore(folder);
    first.runs.insert(newRun('a'));
    first.close();
    expect(temporaryStore(folder).runs.get('a')).toMatchObject({ id: 'a', status: 'queued', metrics: {} });
  });

  it('names the process that holds the folder', () => {
    const folder = temporaryFolder();
    temporaryStore(folder);
    expect(thrownBy(() => openStore(folder))).toMatchObject({
      code: 'store.locked',
      message: `The data folder "${folder}" is in use by another Tau Lab (process ${process.pid}); close that one or choose another folder with --store.`,
    });
  });

  it('is free again as soon as the process that held it was killed', async () => {
    const folder = temporaryFolder();
    const script = `
      const { writeFileSync } = require('node:fs');
      const db = new (require('better-sqlite3'))(process.argv[1] + '/store.lock');
      db.exec('BEGIN EXCLUSIVE');
      writeFileSync(process.argv[1] + '/store.pid', String(process.pid));
      console.log('held');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    expect(thrownBy(() => openStore(folder))).toMatchObject({
      code: 'store.locked',
      details: { pid: String(holder.pid) },
    });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(temporaryStore(folder).runs.list()).toEqual([]);
  });

  it('lets readers in beside the writer, and on an empty folder', () => {
    const folder = temporaryFolder();
    const early = openStore(folder, { readOnly: true });
    expect(early.runs.list()).toEqual([]);
    early.close();
    const writer = temporaryStore(folder);
    const reader = openStore(folder, { readOnly: true });
    writer.runs.insert(newRun('a'));
    expect(reader.runs.list().map((run) => run.id)).toEqual(['a']);
    expect(() => reader.runs.delete('a')).toThrow(/readonly/);
    reader.close();
  });

  it('refuses the store of a newer version', () => {
    const folder = temporaryFolder();
    openStore(folder).close();
    const db = new Sqlite(join(folder, 'tau-lab.db'));
    db.pragma('user_version = 99');
    db.close();
    const expected = { code: 'store.newer', details: { folder, found: 99, expected: schemaVersion } };
    expect(thrownBy(() => openStore(folder))).toMatchObject(expected);
    expect(thrownBy(() => openStore(folder, { readOnly: true }))).toMatchObject(expected);
  });

  it('refuses a file that is no database', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'tau-lab.db'),
      'not a database, but long enough to be taken for a header'.repeat(99),
    );
    expect(thrownBy(() => openStore(folder))).toMatchObject({ code: 'store.damaged' });
  });

  it('finds a page that was overwritten', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    for (let i = 0; i < 200; i++) store.runs.insert(newRun(`run-${i}`));
    store.close();
    const file = join(folder, 'tau-lab.db');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, Math.floor(statSync(file).size / 8192) * 4096);
    closeSync(handle);
    expect(thrownBy(() => openStore(folder))).toMatchObject({ code: 'store.damaged' });
  });

  it('says that a folder cannot be written', () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    expect(thrownBy(() => openStore(file))).toMatchObject({ code: 'store.unwritable' });
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});

describe('backing up', () => {
  it('keeps the last two daily copies, each a whole database', async () => {
    const folder = temporaryFolder();
    const store = temporaryStore(folder);
    store.runs.insert(newRun('a'));
    const dayMs = 86_400_000;
    const now = Date.now();
    for (const day of [0, 0.5, 2, 4]) await store.backUpWhenDue(now + day * dayMs);
    const copies = readdirSync(join(folder, 'backups'));
    expect(copies).toHaveLength(2);
    const copy = new Sqlite(join(folder, 'backups', copies[0] ?? ''), { readonly: true });
    expect(copy.prepare('SELECT id FROM runs').pluck().all()).toEqual(['a']);
    copy.close();
  });
});
