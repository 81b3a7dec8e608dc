import { protocolEntry } from '../../src-shared/protocol';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunDetail } from '../../src-shared/run';
import { hasStatus, labForTest, setScript, stepsUpTo, valueOf, type LabUnderTest } from './lab-under-test';

beforeEach(() => setScript({}));

/** Every step whose loss is in the store. */
async function recordedSteps({ lab }: LabUnderTest, id: string): Promise<readonly number[]> {
  const input = { ids: [id], metrics: ['loss'], maxPoints: 1000 };
  return valueOf(await lab.request('runs.series', input))[0]?.steps ?? [];
}

const detail = async ({ lab }: LabUnderTest, id: string): Promise<RunDetail> =>
  valueOf(await lab.request('runs.get', { id }));

describe('the queue', () => {
  it('trains what was started, in order, one at a time', async () => {
    const test = await labForTest();
    const ids = [await test.start(), await test.start(), await test.start()];
    for (const id of ids) await test.until(id, hasStatus('finished'));
    const changes = test.told
      .filter(({ name }) => name === 'runs.changed')
      .flatMap(({ payload }) => payload as RunDetail[])
      .filter((run) => run.status === 'running' || run.status === 'finished')
      .map((run) => `${run.status} ${ids.indexOf(run.id)}`);
    expect(changes.filter((change, i) => change !== changes[i - 1])).toEqual(
      [0, 1, 2].flatMap((i) => [`running ${i}`, `finished ${i}`]),
    );
  });

  it('records curves, summary, protocol, log and attempt of a run', async () => {
    const test = await labForTest();
    const id = await test.start({ 'loss.temperature': 0.7 });
    await test.until(id, hasStatus('finished'));
    expect(await detail(test, id)).toMatchObject({
      name: 'contrastive τ 0.7',
      device: 'CPU',
      engine: 'Script',
      checkpointStep: 15,
      error: null,
      metrics: { loss: 1 / 15, linearAccuracy: 0.5, imagesPerSecond: 100 },
      progress: { step: 15, totalSteps: 15, phase: 'done', secondsLeft: null },
      protocol: { loss: protocolEntry('loss.batch', { batch: 64 }) },
      attempts: [{ fromStep: 0, device: 'CPU', engine: 'Script' }],
    });
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(15));
    const log = valueOf(await test.lab.request('runs.log', { id }));
    expect(log.map((line) => line.message)).toEqual(['from step 0']);
    expect(valueOf(await test.lab.request('lab.status', {})).imagesPerSecond).toBe(100);
  });

  it('leaves out a value that is not finite, and says so', async () => {
    setScript({ nanAtStep: 4 });
    const test = await labForTest();
    const id = await test.start({ 'training.epochs': 1 });
    await test.until(id, hasStatus('finished'));
    expect(await recordedSteps(test, id)).toEqual([1, 2, 3, 5]);
    const log = valueOf(await test.lab.request('runs.log', { id }));
    expect(log.at(-1)).toMatchObject({
      level: 'warn',
      message: 'Not recorded, since not finite: loss at step 4 (NaN)',
    });
  });

  it('goes on recording when an interface fails', async () => {
    const test = await labForTest();
    test.lab.onPush(() => {
      throw new Error('a window that is gone');
    });
    const id = await test.start();
    await test.until(id, hasStatus('finished'));
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(15));
  });

  it('tells whether something trains or waits', async () => {
    const test = await labForTest();
    const heard: boolean[] = [];
    test.lab.onTraining((isTraining) => heard.push(isTraining));
    const first = await test.start();
    const second = await test.start();
    expect(test.lab.isTraining()).toBe(true);
    await test.until(first, hasStatus('finished'));
    await test.until(second, hasStatus('finished'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([true, false]);
  });
});

describe('pausing and resuming', () => {
  it('goes on from the checkpoint and shows every step once', async () => {
    setScript({ waitAtStep: 7 });
    const test = await labForTest();
    const id = await test.start();
    await test.until(id, (run) => run.progress.step === 7);
    valueOf(await test.lab.request('runs.pause', { ids: [id] }));
    expect(await test.until(id, hasStatus('paused'))).toMatchObject({
      checkpointStep: 7,
      finishedAtUnixMs: null,
    });
    const before = test.run(id).durationSeconds;
    valueOf(await test.lab.request('runs.resume', { ids: [id] }));
    await test.until(id, hasStatus('finished'));
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(15));
    expect((await detail(test, id)).attempts.map((attempt) => attempt.fromStep)).toEqual([0, 7]);
    expect(test.run(id).durationSeconds).toBeGreaterThan(before);
  });

  it('takes a waiting run out of the queue and puts it back at the end', async () => {
    setScript({ waitAtStep: 1 });
    const test = await labForTest();
    const [first, second, third] = [await test.start(), await test.start(), await test.start()];
    await test.until(first, (run) => run.progress.step === 1);
    setScript({});
    valueOf(await test.lab.request('runs.pause', { ids: [second] }));
    expect(test.run(second)).toMatchObject({ status: 'paused', startedAtUnixMs: null });
    valueOf(await test.lab.request('runs.resume', { ids: [second] }));
    valueOf(await test.lab.request('runs.cancel', { ids: [first] }));
    await test.until(second, hasStatus('finished'));
    expect(test.run(first).status).toBe('cancelled');
    expect(test.run(third).startedAtUnixMs).toBeLessThanOrEqual(test.run(second).startedAtUnixMs ?? 0);
    expect(await recordedSteps(test, second)).toEqual(stepsUpTo(15));
  });

  it('kills a trainer that does not stop', async () => {
    setScript({ hangAtStep: 6 });
    const test = await labForTest({ graceMs: 100 });
    const id = await test.start();
    await test.until(id, (run) => run.checkpointStep === 5);
    valueOf(await test.lab.request('runs.pause', { ids: [id] }));
    expect(await test.until(id, hasStatus('interrupted'))).toMatchObject({
      error: { code: 'run.trainer-died', details: { reason: 'it did not stop within 0.1 s and was killed' } },
    });
    valueOf(await test.lab.request('runs.resume', { ids: [id] }));
    await test.until(id, hasStatus('finished'));
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(15));
  });
});

describe('cancelling and deleting', () => {
  it('cancels a run that trains, even one that hangs, and lets the next one train', async () => {
    setScript({ hangAtStep: 6 });
    const test = await labForTest({ graceMs: 100 });
    const [first, second] = [await test.start(), await test.start()];
    await test.until(first, (run) => run.checkpointStep === 5);
    setScript({});
    valueOf(await test.lab.request('runs.cancel', { ids: [first] }));
    expect(await test.until(first, hasStatus('cancelled'))).toMatchObject({ error: null });
    await test.until(second, hasStatus('finished'));
  });

  it('deletes what was recorded and the checkpoints', async () => {
    const test = await labForTest();
    const id = await test.start();
    await test.until(id, hasStatus('finished'));
    const checkpoints = join(test.folder, 'checkpoints', id);
    expect(existsSync(checkpoints)).toBe(true);
    valueOf(await test.lab.request('runs.delete', { ids: [id] }));
    expect(existsSync(checkpoints)).toBe(false);
    expect(valueOf(await test.lab.request('runs.list', {}))).toEqual([]);
    expect(test.told).toContainEqual({ name: 'runs.deleted', payload: [id] });
    expect(await test.lab.request('runs.get', { id })).toMatchObject({ error: { code: 'run.not-found' } });
  });

  it('changes nothing where one of several runs does not allow it', async () => {
    setScript({ waitAtStep: 1 });
    const test = await labForTest();
    const [first, second] = [await test.start(), await test.start()];
    await test.until(first, (run) => run.progress.step === 1);
    valueOf(await test.lab.request('runs.cancel', { ids: [second] }));
    expect(await test.lab.request('runs.delete', { ids: [second, first] })).toMatchObject({
      error: { message: `Run ${first} is running; it cannot be deleted now.` },
    });
    expect(test.run(second).status).toBe('cancelled');
  });
});

describe('a trainer that dies', () => {
  it.each([
    [{ dieAtStep: 12 }, 'killed by SIGKILL'],
    [{ crashAtStep: 12 }, 'exit code 3: first words | out of memory'],
  ])('leaves an interrupted run that resumes to its end: %o', async (script, reason) => {
    setScript(script);
    const test = await labForTest();
    const id = await test.start();
    const run = await test.until(id, hasStatus('interrupted'));
    expect(run).toMatchObject({
      checkpointStep: 10,
      error: { code: 'run.trainer-died', details: { reason } },
    });
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(12));
    valueOf(await test.lab.request('runs.resume', { ids: [id] }));
    expect(await test.until(id, hasStatus('finished'))).toMatchObject({ error: null });
    expect(await recordedSteps(test, id)).toEqual(stepsUpTo(15));
    expect((await detail(test, id)).attempts.map((attempt) => attempt.fromStep)).toEqual([0, 10]);
  });

  it('before its first checkpoint cannot be resumed', async () => {
    setScript({ dieAtStep: 2 });
    const test = await labForTest();
    const id = await test.start();
    await test.until(id, hasStatus('interrupted'));
    expect(await test.lab.request('runs.resume', { ids: [id] })).toMatchObject({
      error: { code: 'run.no-checkpoint' },
    });
    expect(test.run(id).status).toBe('interrupted');
  });

  it('tells what the trainer itself found wrong', async () => {
    setScript({ failAtStep: 3 });
    const test = await labForTest();
    const id = await test.start();
    expect(await test.until(id, hasStatus('failed'))).toMatchObject({
      error: { code: 'run.non-finite', details: { step: 3 } },
    });
  });

  it('that cannot even be started leaves an interrupted run', async () => {
    const { forkTrainer } = await import('../../src-main/lab/fork-trainer');
    const test = await labForTest({ trainer: forkTrainer('/nowhere/trainer.cjs') });
    const id = await test.start();
    const { error } = await test.until(id, hasStatus('interrupted'));
    expect(error?.message).toMatch(/exit code 1.*Node\.js/);
  });
});

describe('closing', () => {
  it('pauses what trains and leaves the others waiting for the next time', async () => {
    setScript({ waitAtStep: 7 });
    const before = await labForTest();
    const [first, second] = [await before.start(), await before.start()];
    await before.until(first, (run) => run.progress.step === 7);
    await before.lab.close();
    setScript({});
    const after = await labForTest({ storeFolder: before.folder });
    expect(after.run(first)).toMatchObject({ status: 'paused', checkpointStep: 7 });
    await after.until(second, hasStatus('finished'));
    valueOf(await after.lab.request('runs.resume', { ids: [first] }));
    await after.until(first, hasStatus('finished'));
    expect(await recordedSteps(after, first)).toEqual(stepsUpTo(15));
  });

  it('frees the folder, which is refused before', async () => {
    const test = await labForTest();
    await expect(labForTest({ storeFolder: test.folder })).rejects.toMatchObject({
      code: 'store.locked',
      details: { pid: String(process.pid) },
    });
    await test.lab.close();
    await labForTest({ storeFolder: test.folder });
  });
});
