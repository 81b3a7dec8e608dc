import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hasStatus, labForTest, setScript, valueOf } from './lab-under-test';

beforeEach(() => setScript({}));

describe('marks', () => {
  it('change of several runs at once, and are told', async () => {
    setScript({ waitAtStep: 1 });
    const test = await labForTest();
    const [a, b] = [await test.start(), await test.start()];
    const ids = [a, b];
    valueOf(await test.lab.request('runs.mark', { ids: [a], marks: { tags: [' x ', 'y', 'x'] } }));
    valueOf(await test.lab.request('runs.mark', { ids, marks: { addTags: ['z'], removeTags: ['y'] } }));
    expect([test.run(a).tags, test.run(b).tags]).toEqual([['x', 'z'], ['z']]);
    valueOf(
      await test.lab.request('runs.mark', {
        ids,
        marks: { isStarred: true, colour: '#ee7733', folder: 'a / b', isArchived: true, note: '<b>' },
      }),
    );
    expect(test.run(b)).toMatchObject({ isStarred: true, colour: '#ee7733', folder: 'a/b', note: '<b>' });
    expect(test.run(b).archivedAtUnixMs).not.toBeNull();
    const last = test.told.findLast(({ name }) => name === 'runs.changed');
    expect(last?.payload).toMatchObject([{ id: a }, { id: b }]);
  });

  it('are refused where a run is not there or a colour is none', async () => {
    const test = await labForTest();
    const missing = { ids: ['nothing'], marks: { note: 'x' } };
    expect(await test.lab.request('runs.mark', missing)).toMatchObject({ error: { code: 'run.not-found' } });
    const wrong = { ids: [], marks: { colour: 'red;background:url(x)' } };
    expect(await test.lab.request('runs.mark', wrong)).toMatchObject({ error: { code: 'request.invalid' } });
  });
});

describe('the trash', () => {
  it('keeps everything, also the study, until it is deleted for good', async () => {
    const test = await labForTest();
    const study = valueOf(
      await test.lab.request('studies.start', {
        name: 's',
        base: { 'training.epochs': 1 },
        axes: [{ path: 'loss.temperature', values: [0.1, 0.2] }],
        seeds: 1,
      }),
    );
    const [a = '', b = ''] = study.runIds;
    await test.until(b, hasStatus('finished'));
    valueOf(await test.lab.request('runs.trash', { ids: [a] }));
    expect(test.run(a).trashedAtUnixMs).not.toBeNull();
    expect(valueOf(await test.lab.request('studies.list', {}))[0]?.runIds).toEqual([a, b]);
    const series = { ids: [a, b], metrics: ['loss'], maxPoints: 10 };
    expect(valueOf(await test.lab.request('runs.series', series))).toHaveLength(2);
    valueOf(await test.lab.request('runs.restore', { ids: [a] }));
    expect(test.run(a).trashedAtUnixMs).toBeNull();

    const size = valueOf(await test.lab.request('runs.size', { ids: [a, 'nothing'] }));
    expect(size.checkpointBytes).toBeGreaterThan(0);
    expect(size.databaseBytes).toBeGreaterThan(0);
    const freed = valueOf(await test.lab.request('runs.delete', { ids: [a] }));
    expect(freed.checkpointBytes).toBe(size.checkpointBytes);
    expect(existsSync(join(test.folder, 'checkpoints', a))).toBe(false);
    expect(valueOf(await test.lab.request('studies.list', {}))[0]?.runIds).toEqual([b]);
    valueOf(await test.lab.request('runs.delete', { ids: [b] }));
    expect(valueOf(await test.lab.request('studies.list', {}))).toEqual([]);
  });

  it('takes no run that trains, and gives none back to the queue', async () => {
    setScript({ waitAtStep: 1 });
    const test = await labForTest();
    const id = await test.start();
    await test.until(id, (run) => run.progress.step === 1);
    expect(await test.lab.request('runs.trash', { ids: [id] })).toMatchObject({
      error: { message: `Run ${id} is running; it cannot be put into the trash now.` },
    });
    valueOf(await test.lab.request('runs.pause', { ids: [id] }));
    await test.until(id, hasStatus('paused'));
    valueOf(await test.lab.request('runs.trash', { ids: [id] }));
    expect(await test.lab.request('runs.resume', { ids: [id] })).toMatchObject({
      error: { code: 'run.in-trash' },
    });
  });
});

it('the queue trains in the order in which it was put', async () => {
  setScript({ waitAtStep: 1 });
  const test = await labForTest();
  const [first, second, third] = [await test.start(), await test.start(), await test.start()];
  await test.until(first, (run) => run.progress.step === 1);
  valueOf(await test.lab.request('runs.moveInQueue', { id: third, before: second }));
  setScript({});
  valueOf(await test.lab.request('runs.cancel', { ids: [first] }));
  await test.until(third, hasStatus('finished'));
  await test.until(second, hasStatus('finished'));
  expect(test.run(second).startedAtUnixMs).toBeGreaterThanOrEqual(
    test.run(third).finishedAtUnixMs ?? Infinity,
  );
});
