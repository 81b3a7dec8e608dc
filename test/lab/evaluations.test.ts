import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Input, Pushes } from '../../src-shared/contract';
import { isEvaluationOver, type ToldEvaluation } from '../../src-shared/evaluation';
import { openStore } from '../../src-main/store/open-store';
import type { Result } from '../../src-shared/result';
import { hasStatus, labForTest, setScript, valueOf, type LabUnderTest } from './lab-under-test';

beforeEach(() => setScript({}));

type EvaluateInput = Input<'runs.evaluate'>;

const evaluate = (
  { lab }: LabUnderTest,
  id: string,
  rest: Partial<EvaluateInput> = {},
): Promise<Result<ToldEvaluation>> => lab.request('runs.evaluate', { id, step: 'last', ...rest });

const evaluationsOf = async ({ lab }: LabUnderTest, ...ids: string[]): Promise<readonly ToldEvaluation[]> =>
  valueOf(await lab.request('runs.evaluations', { ids }));

/** Resolves with the evaluation as soon as it is as wanted. */
async function untilEvaluation(
  test: LabUnderTest,
  { id, runId }: ToldEvaluation,
  isWanted: (evaluation: ToldEvaluation) => boolean = isEvaluationOver,
): Promise<ToldEvaluation> {
  return new Promise((resolve, reject) => {
    const take = (all: readonly ToldEvaluation[]): void => {
      const found = all.find((each) => each.id === id);
      if (!found || !isWanted(found)) return;
      stop();
      resolve(found);
    };
    const stop = test.lab.onPush((name, payload) => {
      if (name === 'evaluations.changed') take(payload as Pushes['evaluations.changed']);
    });
    evaluationsOf(test, runId).then(take, reject);
  });
}

async function finishedRun(test: LabUnderTest, config: Record<string, unknown> = {}): Promise<string> {
  const id = await test.start(config);
  await test.until(id, hasStatus('finished'));
  return id;
}

describe('details of a run', () => {
  it('are recorded, told, asked for and exported', async () => {
    const test = await labForTest();
    const id = await finishedRun(test);
    const told = test.told.filter(({ name }) => name === 'details.appended').map(({ payload }) => payload);
    expect(told).toHaveLength(3);
    expect(told[0]).toEqual({
      runId: id,
      details: [{ kind: 'confusion', step: 5, value: { counts: [[5]] } }],
    });
    const all = valueOf(await test.lab.request('runs.details', { ids: [id] }));
    expect(all.map(({ runId, step }) => [runId, step])).toEqual([5, 10, 15].map((step) => [id, step]));
    expect(valueOf(await test.lab.request('runs.details', { ids: [id], lastOnly: true }))).toEqual([
      { runId: id, kind: 'confusion', step: 15, value: { counts: [[15]] } },
    ]);
    const none = { ids: [id], kinds: ['spectrum' as const] };
    expect(valueOf(await test.lab.request('runs.details', none))).toEqual([]);
    const json: unknown = JSON.parse(valueOf(await test.lab.request('runs.export', { id, format: 'json' })));
    expect(json).toMatchObject({
      details: [{ kind: 'confusion', step: 5 }, { step: 10 }, { step: 15, value: { counts: [[15]] } }],
      evaluations: [],
    });
  });
});

describe('checkpoints', () => {
  it('are listed with what they are there for', async () => {
    const test = await labForTest();
    const id = await finishedRun(test);
    const found = valueOf(await test.lab.request('runs.checkpoints', { id }));
    expect(found).toEqual([
      { step: 15, epoch: 3, reasons: ['resume'], sizeBytes: 6 },
      { step: 10, epoch: 2, reasons: ['resume'], sizeBytes: 6 },
      { step: 5, epoch: 1, reasons: ['best'], sizeBytes: 6 },
    ]);
    expect(await test.lab.request('runs.checkpoints', { id: 'nothing' })).toMatchObject({
      error: { code: 'run.not-found' },
    });
  });
});

describe('an evaluation', () => {
  it('measures the checkpoint that was asked for, as it was asked for, and is kept', async () => {
    const test = await labForTest();
    const id = await finishedRun(test);
    const protocol = { 'evaluation.linearProtocol': 'paper', 'evaluation.linearEpochs': 100 };
    const started = valueOf(await evaluate(test, id, { step: 'best', protocol }));
    expect(started).toMatchObject({ runId: id, checkpoint: 'best', step: 5, waitsForRunId: null });
    const ended = await untilEvaluation(test, started);
    expect(ended).toMatchObject({
      status: 'finished',
      settings: { ...protocol, 'evaluation.knnNeighbours': 50 },
      device: 'CPU',
      engine: 'Script',
      metrics: { linearAccuracy: 0.05 },
      protocol: { linearAccuracy: { text: 'As paper does.' } },
      details: [{ kind: 'confusion', step: 5, value: { counts: [[5]] } }],
      error: null,
    });
    const statuses = test.told
      .filter(({ name }) => name === 'evaluations.changed')
      .flatMap(({ payload }) => (payload as Pushes['evaluations.changed']).map(({ status }) => status));
    expect([...new Set(statuses)]).toEqual(['queued', 'running', 'finished']);
    const log = valueOf(await test.lab.request('runs.log', { id }));
    expect(log.at(-1)).toMatchObject({ level: 'warn', message: 'Evaluation of step 5: slowly' });
    // The run itself stays as it was.
    expect(test.run(id)).toMatchObject({ status: 'finished', metrics: { linearAccuracy: 0.5 } });
    const second = valueOf(await evaluate(test, id, { step: 10 }));
    await untilEvaluation(test, second);
    const kept = await evaluationsOf(test, id);
    expect(kept.map(({ step, metrics }) => [step, metrics.linearAccuracy])).toEqual([
      [5, 0.05],
      [10, 0.1],
    ]);
    const json: unknown = JSON.parse(valueOf(await test.lab.request('runs.export', { id, format: 'json' })));
    expect(json).toMatchObject({ evaluations: [{ step: 5 }, { step: 10 }] });
  });

  it('waits for the run that trains, goes before those that wait, and takes the newest checkpoint then', async () => {
    const test = await labForTest();
    setScript({ waitAtStep: 11 });
    const training = await test.start();
    await test.until(training, (run) => run.progress.step === 11);
    setScript({});
    const waiting = await test.start();
    const started = valueOf(await evaluate(test, training));
    expect(started).toMatchObject({ status: 'queued', step: 10, waitsForRunId: training });
    expect(test.lab.isTraining()).toBe(true);
    valueOf(await test.lab.request('runs.pause', { ids: [training] }));
    const ended = await untilEvaluation(test, started);
    expect(ended).toMatchObject({ status: 'finished', step: 11, waitsForRunId: null });
    await test.until(waiting, hasStatus('finished'));
    const begun = test.run(waiting).startedAtUnixMs ?? 0;
    expect(begun).toBeGreaterThanOrEqual(ended.finishedAtUnixMs ?? Infinity);
  });

  it('does not release the runs that are held', async () => {
    const first = await labForTest();
    const done = await finishedRun(first);
    setScript({ waitAtStep: 1 });
    const training = await first.start();
    const held = await first.start();
    await first.until(training, (run) => run.progress.step === 1);
    await first.lab.close();
    setScript({});
    const second = await labForTest({ storeFolder: first.folder, holdQueue: true });
    await untilEvaluation(second, valueOf(await evaluate(second, done)));
    expect(second.run(held).status).toBe('queued');
  });

  it('is cancelled while it waits and while it measures', async () => {
    setScript({ evaluation: 'hangs' });
    const test = await labForTest();
    const id = await finishedRun(test);
    const measuring = valueOf(await evaluate(test, id));
    const waiting = valueOf(await evaluate(test, id));
    await untilEvaluation(test, measuring, ({ progress }) => progress.phase === 'linear');
    valueOf(await test.lab.request('runs.cancelEvaluations', { ids: [waiting.id, measuring.id] }));
    for (const each of [waiting, measuring]) {
      expect(await untilEvaluation(test, each)).toMatchObject({ status: 'cancelled', error: null });
    }
    // Once more changes nothing.
    valueOf(await test.lab.request('runs.cancelEvaluations', { ids: [measuring.id] }));
    expect(await test.lab.request('runs.cancelEvaluations', { ids: ['x'] })).toMatchObject({
      error: { code: 'evaluation.not-found' },
    });
  });

  it('begins again with the next lab where one closes', async () => {
    setScript({ evaluation: 'hangs' });
    const first = await labForTest();
    const id = await finishedRun(first);
    const started = valueOf(await evaluate(first, id));
    await untilEvaluation(first, started, ({ status }) => status === 'running');
    await first.lab.close();
    setScript({});
    const second = await labForTest({ storeFolder: first.folder });
    expect(await untilEvaluation(second, started)).toMatchObject({ status: 'finished' });
  });

  it('says why it failed', async () => {
    setScript({ evaluation: 'dies' });
    const test = await labForTest();
    const id = await finishedRun(test);
    expect(await untilEvaluation(test, valueOf(await evaluate(test, id)))).toMatchObject({
      status: 'failed',
      error: { code: 'evaluation.died', message: expect.stringContaining('exit code 3') as string },
    });
  });

  it('ends with the run that is deleted', async () => {
    setScript({ evaluation: 'hangs' });
    const test = await labForTest();
    const id = await finishedRun(test);
    const started = valueOf(await evaluate(test, id));
    await untilEvaluation(test, started, ({ status }) => status === 'running');
    valueOf(await test.lab.request('runs.delete', { ids: [id] }));
    setScript({});
    const next = await finishedRun(test);
    expect(await evaluationsOf(test, id, next)).toEqual([]);
  });
});

describe('what cannot be evaluated is refused with a sentence', () => {
  it('a checkpoint that is not there', async () => {
    const test = await labForTest();
    const id = await finishedRun(test);
    expect(await evaluate(test, id, { step: 7 })).toMatchObject({
      error: { message: `Run ${id} has no checkpoint of step 7; there are those of the steps 5, 10, 15.` },
    });
    rmSync(join(test.folder, 'checkpoints', id, 'step-000000005.best.taucheckpoint'));
    expect(await evaluate(test, id, { step: 'best' })).toMatchObject({
      error: { code: 'checkpoint.no-best', details: { known: '10, 15' } },
    });
    rmSync(join(test.folder, 'checkpoints', id), { recursive: true });
    expect(await evaluate(test, id)).toMatchObject({ error: { code: 'checkpoint.none' } });
    expect(await evaluate(test, 'nothing')).toMatchObject({ error: { code: 'run.not-found' } });
    expect(await evaluationsOf(test, id)).toEqual([]);
  });

  it.each([
    [
      { 'loss.temperature': 1 },
      'Expected a setting of the evaluation, such as evaluation.linearProtocol, got loss.temperature; what a run was trained with does not change.',
    ],
    [
      { 'evaluation.linearProtcol': 'paper' },
      'Unknown configuration path "evaluation.linearProtcol"; did you mean "evaluation.linearProtocol"?',
    ],
    [
      { 'evaluation.linearProtocol': 'lbfgs' },
      'Expected evaluation.linearProtocol to be one of adam, paper, ridge, got "lbfgs".',
    ],
    [{ 'evaluation.linearEpochs': 0 }, 'Expected evaluation.linearEpochs to be in [1, 1000], got 0.'],
  ])('settings %o', async (protocol, message) => {
    const test = await labForTest();
    const id = await finishedRun(test, { 'training.epochs': 1 });
    const answer = await evaluate(test, id, { protocol });
    expect(answer).toMatchObject({ ok: false, error: { message } });
  });

  it('a checkpoint that is gone when its turn comes', async () => {
    const test = await labForTest();
    const id = await finishedRun(test);
    setScript({ waitAtStep: 6 });
    const training = await test.start();
    await test.until(training, (run) => run.progress.step === 6);
    const first = valueOf(await evaluate(test, id, { step: 10 }));
    const folder = join(test.folder, 'checkpoints', id);
    rmSync(join(folder, 'step-000000010.taucheckpoint'));
    writeFileSync(join(folder, 'step-000000012.taucheckpoint'), '');
    valueOf(await test.lab.request('runs.cancel', { ids: [training] }));
    expect(await untilEvaluation(test, first)).toMatchObject({
      status: 'failed',
      error: { code: 'checkpoint.not-found', details: { known: '5, 12, 15' } },
    });
  });

  it('a run whose dataset is gone, and an evaluation whose lab was killed', async () => {
    const before = await labForTest();
    const id = await finishedRun(before);
    const started = valueOf(await evaluate(before, id));
    const ended = await untilEvaluation(before, started);
    await before.lab.close();
    const store = openStore(before.folder);
    const run = store.runs.get(id);
    if (run) {
      const config = { ...run.config, 'dataset.id': 'gone' };
      store.runs.insert({ ...run, config, id: 'orphan' });
    }
    store.runs.update('orphan', { status: 'finished' });
    const { waitsForRunId, ...stored } = { ...ended, status: 'running' as const };
    expect(waitsForRunId).toBeNull();
    store.evaluations.update(stored);
    store.close();
    const checkpoints = join(before.folder, 'checkpoints');
    cpSync(join(checkpoints, id), join(checkpoints, 'orphan'), { recursive: true });

    const after = await labForTest({ storeFolder: before.folder });
    expect(await evaluate(after, 'orphan')).toMatchObject({
      error: { message: 'There is no dataset "gone"; there are builtin.' },
    });
    expect(await evaluationsOf(after, id)).toMatchObject([
      { status: 'failed', error: { code: 'evaluation.lab-died' } },
    ]);
  });
});
