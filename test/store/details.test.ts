import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { presetConfig } from '../../src-shared/config/presets';
import type { Detail } from '../../src-shared/detail';
import { evaluationSettings, type Evaluation } from '../../src-shared/evaluation';
import { protocolEntry } from '../../src-shared/protocol';
import { Problem, toAppError } from '../../src-shared/result';
import { initial } from '../../src-main/store/migrations/0001-initial';
import { migrate } from '../../src-main/store/migrate';
import { openStore } from '../../src-main/store/open-store';
import { newRun, temporaryFolder, temporaryStore } from './temporary-store';

const confusion = (step: number, right: number): Detail => ({
  kind: 'confusion',
  step,
  value: { counts: [[right, 0.1 + 0.2], [0, 1e-9]] }, // prettier-ignore
});
const spectrum = (step: number): Detail => ({
  kind: 'spectrum',
  step,
  value: { deviations: [2, 1], singularValues: [0.75, 0.25] },
});

describe('details', () => {
  it('are given back exactly, by kind and step, and replaced where a resumed run measures again', () => {
    const { runs, details } = temporaryStore();
    for (const id of ['a', 'b']) runs.insert(newRun(id));
    details.append('a', [spectrum(10), confusion(10, 1), confusion(5, 1)]);
    details.append('a', [confusion(10, 7)]);
    details.append('b', [spectrum(3)]);
    const mine = (detail: Detail, runId = 'a'): unknown => ({ runId, ...detail });
    expect(details.of(['b', 'a'])).toEqual([
      mine(spectrum(3), 'b'),
      mine(confusion(5, 1)),
      mine(confusion(10, 7)),
      mine(spectrum(10)),
    ]);
    expect(details.of(['a'], { kinds: ['spectrum'] })).toEqual([mine(spectrum(10))]);
    expect(details.of(['a'], { lastOnly: true })).toEqual([mine(confusion(10, 7)), mine(spectrum(10))]);
  });

  it('go with their run, and none is kept for a run that is gone', () => {
    const { runs, details } = temporaryStore();
    runs.insert(newRun('a'));
    details.append('a', [spectrum(1)]);
    runs.delete('a');
    details.append('a', [spectrum(2)]);
    runs.insert(newRun('a'));
    expect(details.of(['a', 'nothing'])).toEqual([]);
  });
});

const evaluation: Evaluation = {
  id: 'e',
  runId: 'a',
  checkpoint: 'best',
  step: 40,
  status: 'queued',
  settings: evaluationSettings(presetConfig('quick-start')),
  progress: { phase: 'starting', epoch: 0, totalEpochs: 0 },
  createdAtUnixMs: 5,
  startedAtUnixMs: null,
  finishedAtUnixMs: null,
  device: null,
  engine: null,
  metrics: {},
  protocol: {},
  details: [],
  error: null,
};

describe('evaluations', () => {
  it('are given back exactly, before and after', () => {
    const { runs, evaluations } = temporaryStore();
    runs.insert(newRun('a'));
    evaluations.insert(evaluation);
    expect(evaluations.get('e')).toEqual(evaluation);
    const done: Evaluation = {
      ...evaluation,
      step: 45,
      status: 'finished',
      progress: { phase: 'linear', epoch: 3, totalEpochs: 3 },
      startedAtUnixMs: 6,
      finishedAtUnixMs: 7,
      device: 'CPU',
      engine: 'Script',
      metrics: { linearAccuracy: 0.1 + 0.2 },
      protocol: { loss: protocolEntry('loss.batch', { batch: 64 }) },
      details: [confusion(45, 2)],
      error: toAppError(new Problem('evaluation.lab-died')),
    };
    evaluations.update(done);
    expect(evaluations.ofRuns(['a', 'b'])).toEqual([done]);
    expect(evaluations.withStatus('queued')).toEqual([]);
  });

  it('wait in order and go with their run', () => {
    const { runs, evaluations } = temporaryStore();
    runs.insert(newRun('a'));
    for (const id of ['z', 'y', 'x']) evaluations.insert({ ...evaluation, id });
    expect(evaluations.withStatus('queued').map(({ id }) => id)).toEqual(['z', 'y', 'x']);
    runs.delete('a');
    evaluations.update({ ...evaluation, id: 'z', status: 'failed' });
    expect(evaluations.get('z')).toBeUndefined();
    expect(evaluations.withStatus('queued')).toEqual([]);
  });
});

it('a store of before there were details keeps its runs', () => {
  const folder = temporaryFolder();
  const db = new Sqlite(join(folder, 'tau-lab.db'));
  migrate(db, folder, [initial]);
  db.exec(`INSERT INTO runs (id, name, dataset_id, status, config, created_at_unix_ms, progress)
           VALUES ('old', 'old run', 'builtin', 'finished', '{}', 1, '{}')`);
  db.close();
  const store = openStore(folder);
  store.details.append('old', [spectrum(1)]);
  expect(store.runs.get('old')?.name).toBe('old run');
  expect(store.details.of(['old'])).toHaveLength(1);
  store.close();
});
