import { describe, expect, it } from 'vitest';
import { builtinDatasetId, type DatasetInfo } from '../../src-shared/dataset';
import { protocolEntry } from '../../src-shared/protocol';
import { toAppError, Problem } from '../../src-shared/result';
import { newRun, temporaryStore } from './temporary-store';

describe('runs', () => {
  it('wait in the order in which they were queued', () => {
    const { runs } = temporaryStore();
    for (const id of ['a', 'b', 'c']) runs.insert(newRun(id));
    runs.update('a', { status: 'paused' });
    expect(runs.nextQueued()).toEqual({ id: 'b', isResume: false });
    runs.enqueue('a', true);
    runs.update('b', { status: 'running' });
    runs.update('c', { status: 'cancelled' });
    expect(runs.nextQueued()).toEqual({ id: 'a', isResume: true });
  });

  it('change only in what is told', () => {
    const { runs } = temporaryStore();
    runs.insert(newRun('a'));
    const error = toAppError(new Problem('run.lab-died'));
    const protocol = { loss: protocolEntry('loss.batch', { batch: 64 }) };
    runs.update('a', { status: 'interrupted', error, checkpointStep: 7, durationSeconds: 1.5 });
    runs.update('a', { name: 'new', protocol });
    expect(runs.get('a')).toMatchObject({ name: 'new', status: 'interrupted', error, checkpointStep: 7 });
    expect(runs.protocolOf('a')).toEqual(protocol);
    runs.enqueue('a', true);
    expect(runs.get('a')).toMatchObject({ status: 'queued', error: null, durationSeconds: 1.5 });
  });

  it('tell the speed of the run that finished last', () => {
    const { runs, series } = temporaryStore();
    for (const [i, id] of ['a', 'b', 'c'].entries()) {
      runs.insert(newRun(id));
      series.append(id, [{ metric: 'imagesPerSecond', step: 1, value: 100 + i }]);
    }
    expect(runs.latestFinished('imagesPerSecond')).toBeUndefined();
    runs.update('b', { status: 'finished', finishedAtUnixMs: 5 });
    runs.update('a', { status: 'finished', finishedAtUnixMs: 4 });
    expect(runs.latestFinished('imagesPerSecond')).toBe(101);
  });
});

describe('studies', () => {
  it('know their runs and go with the last of them', () => {
    const store = temporaryStore();
    store.studies.insert({ id: 's', name: 'study', createdAtUnixMs: 3 });
    store.runs.insert(newRun('a', 's'));
    store.runs.insert(newRun('b', 's'));
    expect(store.studies.list()).toEqual([
      { id: 's', name: 'study', createdAtUnixMs: 3, runIds: ['a', 'b'] },
    ]);
    expect(store.runs.get('a')?.studyId).toBe('s');
    store.runs.delete('a');
    expect(store.studies.deleteEmpty()).toBe(false);
    store.runs.delete('b');
    expect(store.studies.deleteEmpty()).toBe(true);
    expect(store.studies.get('s')).toBeUndefined();
  });

  it('are kept whole or not at all', () => {
    const store = temporaryStore();
    const halfStudy = (): void => {
      store.studies.insert({ id: 's', name: 'study', createdAtUnixMs: 3 });
      store.runs.insert(newRun('a', 's'));
      store.runs.insert(newRun('a', 's'));
    };
    expect(() => store.transaction(halfStudy)).toThrow(/UNIQUE/);
    expect(store.studies.list()).toEqual([]);
    expect(store.runs.list()).toEqual([]);
  });
});

describe('datasets', () => {
  const info: DatasetInfo = {
    id: builtinDatasetId,
    name: 'Built-in',
    format: 'builtin',
    image: [32, 32, 3],
    classes: ['a', 'b'],
    splits: { train: { count: 4, perClass: [2, 2] }, test: { count: 2, perClass: [1, 1] } },
    mean: [0.5, 0.5, 0.5],
    deviation: [0.2, 0.2, 0.2],
    hash: 'abc',
    sizeBytes: 18_432,
    createdAtUnixMs: 5,
  };

  it('come back as they were put', () => {
    const { datasets, runs } = temporaryStore();
    datasets.put(info);
    datasets.put({ ...info, name: 'Renamed' });
    expect(datasets.list()).toEqual([{ ...info, name: 'Renamed' }]);
    runs.insert(newRun('a'));
    expect(runs.countOfDataset(builtinDatasetId)).toBe(1);
    datasets.delete(info.id);
    expect(datasets.get(info.id)).toBeUndefined();
  });
});

describe('attempts and logs', () => {
  it('are kept in order with their run and go with it', () => {
    const { attempts, logs, runs } = temporaryStore();
    runs.insert(newRun('a'));
    attempts.begin('a', 10, 0);
    attempts.describe('a', { device: 'CPU', engine: 'TensorFlow', fromStep: 0 });
    attempts.end('a', 20);
    attempts.begin('a', 30, 5);
    logs.append('a', { atUnixMs: 11, level: 'info', message: 'one' });
    logs.append('a', { atUnixMs: 12, level: 'warn', message: 'two' });
    expect(attempts.of('a')).toEqual([
      { startedAtUnixMs: 10, endedAtUnixMs: 20, fromStep: 0, device: 'CPU', engine: 'TensorFlow' },
      { startedAtUnixMs: 30, endedAtUnixMs: null, fromStep: 5, device: null, engine: null },
    ]);
    expect(logs.of('a').map((line) => line.message)).toEqual(['one', 'two']);
    expect(logs.of('a', 1).map((line) => line.message)).toEqual(['two']);
    runs.delete('a');
    expect(attempts.of('a')).toEqual([]);
    expect(logs.of('a')).toEqual([]);
  });
});
