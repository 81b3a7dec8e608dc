import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src-main/store/open-store';
import { createLab } from '../../src-main/lab/create-lab';
import { openCommandLine, resultOf, type CommandLine } from './command-line';

let line: CommandLine;
let id = '';
beforeAll(async () => {
  line = openCommandLine();
  const run = resultOf(await line.run('run', '--preset', 'smallest', '--json'));
  id = (run as { id: string }).id;
});
afterAll(() => line.remove());

describe('runs and datasets', () => {
  it('lists runs for people in aligned columns', async () => {
    const { stdout } = await line.run('runs', 'list');
    const [title = '', row = ''] = stdout.split('\n');
    expect(title).toMatch(/^ID +NAME +STATUS +SEED +LINEAR/);
    expect(row.indexOf('contrastive')).toBe(title.indexOf('NAME'));
    expect(row).toContain('75.00 %');
  });

  it('shows one run with its attempts and protocol', async () => {
    const answer = await line.run('runs', 'show', id, '--json');
    expect(resultOf(answer)).toMatchObject({
      id,
      status: 'finished',
      attempts: [{ device: 'CPU', engine: 'Scripted 1.0', fromStep: 0 }],
      protocol: { loss: { code: 'loss.batch', details: { batch: 64 } } },
    });
    expect((await line.run('runs', 'show', id)).stdout).toContain('linear accuracy');
  });

  it('exports a run as CSV and as JSON', async () => {
    const csv = await line.run('runs', 'export', id, '--format', 'csv');
    expect(csv.stdout.split('\n').slice(0, 2)).toEqual([
      'metric,step,value',
      expect.stringContaining(',') as string,
    ]);
    expect(csv.stdout).toContain('linearAccuracy,8,0.75');
    const json = await line.run('runs', 'export', id, '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      id,
      series: { loss: { steps: [4, 8], values: [1.5, 0.5] } },
    });
    expect(resultOf(await line.run('runs', 'export', id, '--format', 'json', '--json'))).toMatchObject({
      id,
    });
    const wrapped = resultOf(await line.run('runs', 'export', id, '--format', 'csv', '--json'));
    expect(wrapped).toMatchObject({ id, format: 'csv', content: csv.stdout });
  });

  it('lists and shows the built-in dataset', async () => {
    const [dataset] = resultOf(await line.run('dataset', 'list', '--json')) as [{ id: string }];
    expect(dataset.id).toBe('builtin');
    const counts = (perClass: number): object => ({
      count: 10 * perClass,
      perClass: expect.objectContaining({ circle: perClass, triangle: perClass }) as object,
    });
    // A single dataset names its classes beside their counts.
    expect(resultOf(await line.run('dataset', 'show', 'builtin', '--json'))).toEqual({
      ...dataset,
      splits: { train: counts(500), test: counts(100) },
    });
    expect(await line.run('dataset', 'show', 'other')).toMatchObject({
      exitCode: 1,
      stderr: 'tau-lab: There is no dataset "other"; there are builtin.\n',
    });
  });

  it('reads while the workbench holds the data folder, and refuses to write', async () => {
    const lab = await createLab({ storeFolder: line.store, holdQueue: true, engine: () => null });
    try {
      expect((await line.run('runs', 'list')).exitCode).toBe(0);
      expect((await line.run('runs', 'show', id)).exitCode).toBe(0);
      expect((await line.run('runs', 'export', id, '--format', 'csv')).exitCode).toBe(0);
      expect((await line.run('dataset', 'list')).exitCode).toBe(0);
      const refused = await line.run('run', '--json');
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^tau-lab: The data folder ".*" is in use by another Tau Lab/);
    } finally {
      await lab.close();
    }
  });

  it('tells of a run whose lab was killed that it is interrupted', async () => {
    const store = openStore(line.store);
    store.runs.update(id, { status: 'running' });
    store.close();
    const [run] = resultOf(await line.run('runs', 'list', '--json')) as [{ status: string; error: unknown }];
    expect(run).toMatchObject({ status: 'interrupted', error: { code: 'run.lab-died' } });
    const lab = await createLab({ storeFolder: line.store, holdQueue: true, engine: () => null });
    await lab.close();
    expect(resultOf(await line.run('runs', 'show', id, '--json'))).toMatchObject({ status: 'interrupted' });
  });

  it.each([['show'], ['export', '--format', 'csv'], ['delete'], ['resume']])(
    'says which run there is not: runs %s',
    async (action, ...rest) => {
      const answer = await line.run('runs', action, 'nothing', ...rest);
      expect(answer).toMatchObject({ exitCode: 1, stdout: '' });
      expect(answer.stderr).toMatch(/^tau-lab: There is no run "nothing" in this store/);
    },
  );

  it('deletes a run', async () => {
    const other = resultOf(await line.run('run', '--preset', 'smallest', '--json')) as { id: string };
    expect(resultOf(await line.run('runs', 'delete', other.id, '--json'))).toEqual({
      ids: [other.id],
      deleted: true,
      freed: { databaseBytes: expect.any(Number) as number, checkpointBytes: expect.any(Number) as number },
    });
    expect(resultOf(await line.run('runs', 'list', '--json'))).toHaveLength(1);
  });

  it('marks runs, puts them into the trash and deletes what is in it', async () => {
    const other = (resultOf(await line.run('run', '--preset', 'smallest', '--json')) as { id: string }).id;
    const listed = async (...place: string[]): Promise<readonly string[]> =>
      (resultOf(await line.run('runs', 'list', ...place, '--json')) as { id: string }[]).map((run) => run.id);
    const marks = ['--tag', 'x', '--tag', '<y>', '--star', '--folder', 'a/b', '--archive', '--note', '🧪'];
    const [marked] = resultOf(await line.run('runs', 'mark', other, ...marks, '--json')) as [object];
    expect(marked).toMatchObject({ tags: ['x', '<y>'], isStarred: true, folder: 'a/b', note: '🧪' });
    expect(await listed()).toEqual([id]);
    expect(await listed('--archived')).toEqual([other]);
    const [unmarked] = resultOf(
      await line.run('runs', 'mark', other, '--untag', 'x', '--no-star', '--no-archive', '--json'),
    ) as [object];
    expect(unmarked).toMatchObject({ tags: ['<y>'], isStarred: false, archivedAtUnixMs: null });
    expect(await line.run('runs', 'mark', other, '--colour', 'red')).toMatchObject({ exitCode: 1 });

    expect((await line.run('runs', 'trash', other)).exitCode).toBe(0);
    expect([await listed(), await listed('--trash')]).toEqual([[id], [other]]);
    expect((await line.run('runs', 'trash', other, '--restore')).exitCode).toBe(0);
    expect(await listed('--trash')).toEqual([]);
    await line.run('runs', 'trash', other);
    expect((await line.run('runs', 'delete', '--trash')).stdout).toMatch(
      new RegExp(`^Deleted ${other}: .*B of records and .*B of checkpoints`),
    );
    expect(await listed('--trash')).toEqual([]);
    expect((await line.run('runs', 'delete', '--trash')).stdout).toBe('There was nothing to delete\n');
  });
});
