import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { details } from '../../src-main/store/migrations/0002-details';
import { initial } from '../../src-main/store/migrations/0001-initial';
import { migrate } from '../../src-main/store/migrate';
import { openStore } from '../../src-main/store/open-store';
import { runEraser } from '../../src-main/store/erase-runs';
import { runTable } from '../../src-main/store/runs';
import { seriesTable } from '../../src-main/store/series';
import { studyTable } from '../../src-main/store/studies';
import { noMarks, tidyFolder, tidyTags, type RunMarks } from '../../src-shared/marks';
import type { MetricName } from '../../src-shared/metric';
import { newRun, temporaryFolder, temporaryStore } from './temporary-store';

const nasty = `<img src=x onerror=alert(1)> 🧪👩🏽‍🔬 שלום عالم \u202e ' " ; DROP TABLE runs; -- ${'长'.repeat(10_000)}`;

describe('marks', () => {
  it('come back exactly, whatever people write', () => {
    const { runs } = temporaryStore();
    runs.insert(newRun('a'));
    runs.insert(newRun('b'));
    expect(runs.get('a')).toMatchObject(noMarks);
    const marks: RunMarks = {
      tags: [nasty, 'two'],
      note: nasty,
      isStarred: true,
      colour: '#ee7733',
      folder: 'a/b',
      archivedAtUnixMs: 5,
      trashedAtUnixMs: 6,
    };
    runs.update('a', marks);
    expect(runs.get('a')).toMatchObject(marks);
    expect(runs.list().map((run) => run.note)).toEqual([nasty, '']);
    expect(runs.idsInTrash()).toEqual(['a']);
    runs.update('a', noMarks);
    expect(runs.get('a')).toMatchObject(noMarks);
  });

  it('are tidied: tags once each, folders without empty parts', () => {
    expect(tidyTags([' a  b ', 'a b', '', ' '])).toEqual(['a b']);
    expect(tidyFolder(' a// b /')).toBe('a/b');
  });
});

describe('the best of a curve', () => {
  it('is the greatest or the least, at the step at which it was first reached', () => {
    const { runs, series } = temporaryStore();
    runs.insert(newRun('a'));
    const append = (metric: MetricName, values: readonly number[]): void =>
      series.append('a', values.map((value, i) => ({ metric, step: (i + 1) * 10, value }))); // prettier-ignore
    append('knnAccuracy', [0.5, 0.75, 0.75, 0.25]);
    append('loss', [3, 1, 1, 2]);
    append('tolerance', [1, 2]);
    const best = { knnAccuracy: { value: 0.75, step: 20 }, loss: { value: 1, step: 20 } };
    expect(runs.get('a')?.best).toEqual(best);
    expect(runs.list()[0]?.best).toEqual(best);
  });

  it('is found for runs of before it was kept', () => {
    const folder = temporaryFolder();
    const db = new Sqlite(join(folder, 'tau-lab.db'));
    migrate(db, folder, [initial, details]);
    db.exec(`
      INSERT INTO runs (key, id, name, dataset_id, status, config, created_at_unix_ms, progress)
        VALUES (1, 'old', 'old run', 'builtin', 'finished', '{}', 1, '{}');
      INSERT INTO run_metrics VALUES (7, 1, 'loss', 30, 2, 1, 3);
      INSERT INTO series VALUES (7, 10, 3), (7, 20, 1), (7, 30, 2);`);
    db.close();
    expect(temporaryStore(folder).runs.get('old')).toMatchObject({
      best: { loss: { value: 1, step: 20 } },
      ...noMarks,
    });
  });
});

describe('the order of the queue', () => {
  it('changes the run that is moved alone, until there is no room', () => {
    const { runs } = temporaryStore();
    for (const id of ['a', 'b', 'c', 'd']) runs.insert(newRun(id));
    const order = (): string =>
      runs
        .list()
        .toSorted((x, y) => (x.queuePosition ?? 0) - (y.queuePosition ?? 0))
        .map((run) => run.id)
        .join('');
    expect(runs.moveInQueue('c', 'a')).toEqual(['c']);
    expect(order()).toBe('cabd');
    expect(runs.moveInQueue('c', null)).toEqual(['c']);
    expect(order()).toBe('abdc');
    let renumbered = 0;
    for (let i = 0; i < 30; i++) {
      const [moved = ''] = [order()[2]];
      if (runs.moveInQueue(moved, order()[1] ?? '').length > 1) renumbered += 1;
      expect(order()[1]).toBe(moved);
    }
    expect(renumbered).toBeGreaterThan(0);
    expect(runs.nextQueued()?.id).toBe(order()[0]);
  });

  it('stays where one of the two does not wait', () => {
    const { runs } = temporaryStore();
    for (const id of ['a', 'b']) runs.insert(newRun(id));
    runs.update('a', { status: 'running' });
    expect(runs.moveInQueue('b', 'a')).toEqual([]);
    expect(runs.moveInQueue('a', 'b')).toEqual([]);
    expect(runs.get('a')?.queuePosition).toBeNull();
  });
});

describe('deleting for good', () => {
  const fill = (store: ReturnType<typeof openStore>): void => {
    for (const id of ['a', 'b']) {
      store.runs.insert(newRun(id));
      const points = Array.from(
        { length: 50_000 },
        (_, step) => ({ metric: 'loss', step, value: step }) as const,
      );
      store.series.append(id, points);
    }
  };

  it('gives the disk back about as much as was said', async () => {
    const folder = temporaryFolder();
    const store = temporaryStore(folder);
    fill(store);
    const said = store.eraser.sizeOf('a');
    const freed = await store.eraser.erase(['a', 'nothing']);
    expect(freed).toBeGreaterThan(said / 2);
    expect(freed).toBeLessThan(said * 2);
    expect(store.runs.list().map((run) => run.id)).toEqual(['b']);
    expect(store.series.all('b')).toHaveLength(50_000);
    const before = statSync(join(folder, 'tau-lab.db')).size;
    await store.eraser.erase(['b']);
    expect(statSync(join(folder, 'tau-lab.db')).size).toBeLessThan(before / 2);
  });

  it('also of a store that was made before it could shrink', async () => {
    const folder = temporaryFolder();
    const db = new Sqlite(join(folder, 'tau-lab.db'));
    migrate(db, folder, [initial]);
    expect(db.pragma('auto_vacuum', { simple: true })).toBe(0);
    db.close();
    const store = temporaryStore(folder);
    fill(store);
    expect(await store.eraser.erase(['a'])).toBeGreaterThan(500_000);
  });
});

/** Every statement that a table prepares. */
function statementsOf(table: (db: Database) => unknown, db: Database): readonly string[] {
  const said: string[] = [];
  const listening = new Proxy(db, {
    get: (target, key) => {
      if (key === 'prepare') {
        return (sql: string) => {
          said.push(sql);
          return target.prepare(sql);
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  table(listening);
  return said;
}

describe('query plans', () => {
  const plansOf = (table: (db: Database) => unknown): readonly string[] => {
    const folder = temporaryFolder();
    openStore(folder).close();
    const db = new Sqlite(join(folder, 'tau-lab.db'), { readonly: true });
    const plans = statementsOf(table, db).flatMap((sql) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+|\?/g, 'NULL')}`)
        .all()
        .map((row) => row.detail),
    );
    db.close();
    expect(plans.length).toBeGreaterThan(3);
    return plans;
  };

  it.each([
    ['curves', seriesTable],
    ['sizes', runEraser],
    ['studies', studyTable],
    ['runs', runTable],
  ])('of %s never walk all points, details or logs', (_, table) => {
    const scans = plansOf(table).filter((plan) =>
      /^SCAN (series|s|details|d|logs|l|evaluations|e)\b/.test(plan),
    );
    expect(scans).toEqual([]);
  });

  it('of the list of runs read each table once, in order', () => {
    const plans = plansOf(runTable);
    expect(plans.filter((plan) => plan === 'SCAN r')).toHaveLength(1);
    expect(plans.filter((plan) => plan === 'SCAN run_metrics')).toHaveLength(1);
    expect(plans).toContain('SEARCH s USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN');
    expect(plans).toContain('SEARCH runs USING COVERING INDEX runs_by_queue (status=?)');
    expect(plans.some((plan) => plan.includes('runs_in_trash'))).toBe(true);
  });
});
