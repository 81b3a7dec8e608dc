import { describe, expect, it } from 'vitest';
import { bestValues, compareRows, differences } from '../../src-renderer/components/compare/compare-rows';
import { differInTau, runColours } from '../../src-renderer/components/compare/run-colours';
import { filterRuns } from '../../src-renderer/components/runs/run-filter';
import { bestOf } from '../../src-renderer/components/run/series-facts';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { noMarks } from '../../src-shared/marks';
import type { FinalMetrics } from '../../src-shared/metric';
import type { RunSummary } from '../../src-shared/run';

const run = (id: string, config: Partial<RunConfig> = {}, metrics: FinalMetrics = {}): RunSummary => ({
  id,
  name: `run ${id}`,
  studyId: null,
  status: 'finished',
  config: { ...defaultConfig, ...config },
  createdAtUnixMs: 0,
  startedAtUnixMs: null,
  finishedAtUnixMs: null,
  durationSeconds: 0,
  device: null,
  engine: null,
  progress: {
    step: 0,
    totalSteps: 0,
    epoch: 0,
    totalEpochs: 0,
    phase: 'done',
    imagesPerSecond: null,
    secondsLeft: null,
  },
  metrics,
  best: {},
  queuePosition: null,
  checkpointStep: null,
  ...noMarks,
  error: null,
});

const study = [
  run('a', { 'loss.temperature': 0.1, 'training.seed': 1 }, { linearAccuracy: 0.8, knnAccuracy: 0.7 }),
  run('b', { 'loss.temperature': 0.1, 'training.seed': 2 }, { linearAccuracy: 0.84 }),
  run('c', { 'loss.temperature': 0.5, 'training.seed': 1 }, { linearAccuracy: 0.9, knnAccuracy: 0.6 }),
];

describe('rows of the comparison', () => {
  it('are configurations with their spread over seeds', () => {
    const rows = compareRows(study, false);
    expect(rows.map((row) => row.runIds)).toEqual([['a', 'b'], ['c']]);
    // (0.80 + 0.84) / 2 = 0.82; sample deviation = 0.04 / sqrt 2.
    expect(rows[0]?.metrics.linearAccuracy?.mean).toBeCloseTo(0.82, 12);
    expect(rows[0]?.metrics.linearAccuracy?.deviation).toBeCloseTo(0.04 / Math.SQRT2, 12);
    expect(rows[0]?.metrics.knnAccuracy).toMatchObject({ n: 1, mean: 0.7, deviation: null });
  });

  it('are runs when each is wanted', () => {
    expect(compareRows(study, true).map((row) => row.key)).toEqual(['a', 'b', 'c']);
  });

  it('show only what differs, and the seed only run by run', () => {
    expect(differences(compareRows(study, false), false)).toEqual(['loss.temperature']);
    expect(differences(compareRows(study, true), true)).toEqual(['loss.temperature', 'training.seed']);
  });

  it('mark the best of what has a better direction', () => {
    const best = bestValues(compareRows(study, false));
    expect(best.linearAccuracy).toBe(0.9);
    expect(best.knnAccuracy).toBe(0.7);
    expect(best.tolerance).toBeUndefined();
    expect(bestValues(compareRows(study.slice(0, 1), true))).toEqual({});
  });
});

describe('colour', () => {
  it('means τ where the runs differ in it', () => {
    expect(differInTau(study)).toBe(true);
    const colours = runColours(study, 'light');
    expect(colours.get('a')).toBe(colours.get('b'));
    expect(colours.get('a')).not.toBe(colours.get('c'));
  });

  it('tells configurations apart where they do not', () => {
    const same = [run('a'), run('b', { 'training.batchSize': 128 })];
    expect(differInTau(same)).toBe(false);
    const colours = runColours(same, 'dark');
    expect(colours.get('a')).not.toBe(colours.get('b'));
  });
});

describe('the filter of runs', () => {
  const filter = { text: '', statuses: [], studyId: null };
  const describeRun = (one: RunSummary): string => `${one.name} τ ${one.config['loss.temperature']}`;

  it('finds every word somewhere, in any case', () => {
    const found = filterRuns(study, { ...filter, text: 'RUN 0.1' }, describeRun);
    expect(found.map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('keeps states and study', () => {
    expect(filterRuns(study, { ...filter, statuses: ['failed'] }, describeRun)).toEqual([]);
    expect(filterRuns(study, { ...filter, studyId: 'other' }, describeRun)).toEqual([]);
    expect(filterRuns(study, filter, describeRun)).toHaveLength(3);
  });
});

describe('the best point of a curve', () => {
  const curve = { runId: 'a', steps: [1, 2, 3], values: [0.5, 0.7, 0.6], min: [], max: [] };

  it('follows the direction of the measure', () => {
    expect(bestOf({ ...curve, metric: 'knnAccuracy' })).toEqual({ step: 2, value: 0.7 });
    expect(bestOf({ ...curve, metric: 'loss' })).toEqual({ step: 1, value: 0.5 });
    expect(bestOf({ ...curve, metric: 'tolerance' })).toEqual({ step: 3, value: 0.6 });
  });

  it('is none where nothing is finite', () => {
    expect(bestOf({ ...curve, metric: 'loss', values: [NaN, NaN, NaN] })).toBeNull();
  });
});
