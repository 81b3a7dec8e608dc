import { protocolEntry } from '../../src-shared/protocol';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../src-shared/contract';
import { startQuickStartIfEmpty } from '../../src-main/lab/quick-start';
import { hasStatus, labForTest, setScript, valueOf } from './lab-under-test';

beforeEach(() => setScript({}));

describe('wrong input gets one sentence and changes nothing', () => {
  it.each([
    [
      { 'loss.temprature': 1 },
      'Unknown configuration path "loss.temprature"; did you mean "loss.temperature"?',
    ],
    [{ 'loss.temperature': 0 }, 'Expected loss.temperature to be greater than 0, got 0.'],
    [{ 'loss.temperature': -0.3 }, 'Expected loss.temperature to be greater than 0, got -0.3.'],
    [{ 'loss.temperature': '0.3' }, 'Expected loss.temperature to be a number, got "0.3".'],
    [
      { 'loss.kind': 'hard-contrastive', 'negatives.hardest': 127 },
      'Expected negatives.hardest to be at most 126, the number of negatives of one anchor here, got 127.',
    ],
    [
      { 'loss.kind': 'hard-simple', 'negatives.source': 'memory-bank', 'negatives.hardest': 5000 },
      'Expected negatives.hardest to be at most 4999, the number of negatives of one anchor here, got 5000.',
    ],
    [{ 'dataset.id': 'mnist' }, 'There is no dataset "mnist"; there are builtin.'],
    [
      { 'dataset.limit': 32 },
      'Expected training.batchSize to be at most 32, the number of training images, got 64.',
    ],
  ])('starting %o', async (config, message) => {
    const { lab } = await labForTest();
    expect(await lab.request('runs.start', { config })).toMatchObject({ ok: false, error: { message } });
    expect(valueOf(await lab.request('runs.list', {}))).toEqual([]);
  });

  it('asking for what there is not', async () => {
    const { lab } = await labForTest();
    const unknown = 'runs.explode' as 'runs.list';
    expect(await lab.request(unknown, {})).toMatchObject({ error: { code: 'request.invalid' } });
    const bad = { id: 7 } as unknown as Input<'runs.get'>;
    expect(await lab.request('runs.get', bad)).toMatchObject({ error: { code: 'request.invalid' } });
    expect(await lab.request('runs.export', { id: 'x', format: 'csv' })).toMatchObject({
      error: { code: 'run.not-found' },
    });
  });

  it('starting a study of nothing, of too much, or with one wrong run', async () => {
    const { lab } = await labForTest();
    const study = { name: '', base: {}, axes: [], seeds: 1 };
    expect(await lab.request('studies.start', study)).toMatchObject({ error: { code: 'study.empty' } });
    const values = Array.from({ length: 11 }, (_, i) => i + 1);
    const tooLarge = { ...study, axes: [{ path: 'training.epochs', values }], seeds: 100 };
    expect(await lab.request('studies.start', tooLarge)).toMatchObject({
      error: { code: 'study.too-large', details: { limit: 1000, found: 1100 } },
    });
    const oneWrong = {
      ...study,
      base: { 'loss.kind': 'hard-simple' },
      axes: [{ path: 'negatives.hardest', values: [40, 400] }],
    };
    expect(await lab.request('studies.start', oneWrong)).toMatchObject({
      error: { code: 'config.too-many-hardest', details: { found: 400 } },
    });
    expect(valueOf(await lab.request('studies.list', {}))).toEqual([]);
    expect(valueOf(await lab.request('runs.list', {}))).toEqual([]);
  });
});

describe('studies', () => {
  it('queue every combination under one name', async () => {
    const { lab } = await labForTest();
    const axes = [{ path: 'loss.temperature', values: [0.1, 0.5] }];
    const base = { 'training.epochs': 1 };
    const study = valueOf(await lab.request('studies.start', { name: ' τ ', base, axes, seeds: 2 }));
    expect(study).toMatchObject({ name: 'τ' });
    const runs = valueOf(await lab.request('runs.list', {}));
    expect(runs.map((run) => run.id)).toEqual(study.runIds);
    expect(runs.map((run) => [run.name, run.config['training.seed'], run.studyId])).toEqual([
      ['contrastive τ 0.1', 1, study.id],
      ['contrastive τ 0.5', 1, study.id],
      ['contrastive τ 0.1', 2, study.id],
      ['contrastive τ 0.5', 2, study.id],
    ]);
    expect(valueOf(await lab.request('studies.list', {}))).toEqual([study]);
  });

  it('start by themselves on an empty store only', async () => {
    const engine = { folder: '', kind: 'bundled', flavour: 'cpu', tensorflowVersion: '2.21.0' } as const;
    const { lab } = await labForTest({ engine: () => engine });
    const study = valueOf(await startQuickStartIfEmpty(lab));
    expect(study?.runIds).toHaveLength(6);
    expect(valueOf(await startQuickStartIfEmpty(lab))).toBeNull();
  });

  it('do not start by themselves where only the slow JavaScript backend is there', async () => {
    const { lab } = await labForTest({ engine: () => null });
    expect(valueOf(await startQuickStartIfEmpty(lab))).toBeNull();
    expect(valueOf(await lab.request('runs.list', {}))).toEqual([]);
  });
});

describe('datasets', () => {
  it('are listed, shown and protected while they are needed', async () => {
    const { lab } = await labForTest();
    const [builtin] = valueOf(await lab.request('datasets.list', {}));
    expect(builtin).toMatchObject({
      id: 'builtin',
      splits: { train: { count: 5000 }, test: { count: 1000 } },
    });
    const samples = await lab.request('datasets.samples', { id: 'builtin', split: 'test', perClass: 2 });
    const { pixels, labels } = valueOf(samples);
    expect(labels).toHaveLength(20);
    expect(pixels).toHaveLength(20 * 32 * 32 * 3);
    expect(await lab.request('datasets.delete', { id: 'builtin' })).toMatchObject({
      error: { code: 'dataset.builtin' },
    });
    expect(await lab.request('datasets.delete', { id: 'x' })).toMatchObject({
      error: { message: 'There is no dataset "x"; there are builtin.' },
    });
  });
});

describe('saved runs', () => {
  it('are renamed, and get their own name back', async () => {
    const test = await labForTest();
    const id = await test.start();
    valueOf(await test.lab.request('runs.rename', { id, name: ' mine ' }));
    expect(test.run(id).name).toBe('mine');
    valueOf(await test.lab.request('runs.rename', { id, name: ' ' }));
    expect(test.run(id).name).toBe('contrastive τ 0.3');
  });

  it('are exported whole', async () => {
    const test = await labForTest();
    const id = await test.start({ 'training.epochs': 1 });
    await test.until(id, hasStatus('finished'));
    const csv = valueOf(await test.lab.request('runs.export', { id, format: 'csv' }));
    expect(csv.split('\n').slice(0, 4)).toEqual([
      'metric,step,value',
      'imagesPerSecond,5,100',
      'linearAccuracy,5,0.5',
      'loss,1,1',
    ]);
    const json: unknown = JSON.parse(valueOf(await test.lab.request('runs.export', { id, format: 'json' })));
    expect(json).toMatchObject({
      id,
      config: { 'loss.temperature': 0.3 },
      metrics: { loss: 0.2 },
      protocol: { loss: protocolEntry('loss.batch', { batch: 64 }) },
      attempts: [{ fromStep: 0 }],
      series: { loss: { steps: [1, 2, 3, 4, 5], values: [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5] } },
    });
  });
});

describe('what nobody expected', () => {
  it('is told as a sentence and logged with its stack', async () => {
    const broken = (): never => {
      throw new Error('broken on purpose');
    };
    const { lab, folder } = await labForTest({ engine: broken });
    expect(await lab.request('lab.status', {})).toMatchObject({
      error: { code: 'internal', details: { reason: 'broken on purpose' } },
    });
    const log = readFileSync(join(folder, 'logs', 'lab.log'), 'utf8');
    expect(log).toMatch(/"request":"lab\.status"/);
    expect(log).toContain('requests.test.ts');
  });
});
