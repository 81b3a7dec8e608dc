import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, migrations, versionOf } from '../../src-main/store/migrate';
import { temporaryFolder } from './temporary-store';

const first = { version: 1, sql: 'CREATE TABLE things (name TEXT NOT NULL) STRICT' };
const second = { version: 2, sql: "ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'" };
const broken = { version: 3, sql: 'CREATE TABLE more (name TEXT) STRICT; SELECT * FROM nowhere' };

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, i) => i + 1));
  });

  it('bring an older database with its rows to the newest schema, after copying it aside', () => {
    const folder = temporaryFolder();
    const db = new Sqlite(join(folder, 'tau-lab.db'));
    migrate(db, folder, [first]);
    db.exec("INSERT INTO things VALUES ('apple')");
    migrate(db, folder, [first, second]);
    expect(db.prepare('SELECT * FROM things').all()).toEqual([{ name: 'apple', colour: 'red' }]);
    const [copy = ''] = readdirSync(join(folder, 'backups'));
    db.close();
    const before = new Sqlite(join(folder, 'backups', copy), { readonly: true });
    expect(versionOf(before)).toBe(1);
    expect(before.prepare('SELECT * FROM things').all()).toEqual([{ name: 'apple' }]);
    before.close();
  });

  it('leave nothing half done', () => {
    const folder = temporaryFolder();
    const db = new Sqlite(join(folder, 'tau-lab.db'));
    migrate(db, folder, [first, second]);
    expect(() => migrate(db, folder, [first, second, broken])).toThrow(/nowhere/);
    expect(versionOf(db)).toBe(2);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'more'").all()).toEqual([]);
    db.close();
  });
});
