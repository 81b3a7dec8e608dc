import { expect, test } from 'vitest';
import { groupLines } from '../../src-renderer/charts/group-lines';
import { averagedOver, groupRuns } from '../../src-renderer/charts/group-runs';
import { kindWords, sampleRun, studyRuns } from './sample-runs';

test('runs that differ in the seed only are one group', () => {
  const groups = groupRuns([
    sampleRun('a', { 'training.seed': 1 }, { linearAccuracy: 0.5 }),
    sampleRun('b', { 'training.seed': 2 }, { linearAccuracy: 0.7 }),
    sampleRun('c', { 'loss.temperature': 1 }, { linearAccuracy: 0.4 }),
  ]);
  expect(groups.map(({ runs }) => runs.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  expect(groups[0]?.metrics.linearAccuracy).toMatchObject({ n: 2, mean: 0.6 });
  expect(groups[1]?.metrics.linearAccuracy).toMatchObject({ n: 1, deviation: null });
  expect(groups[0]?.metrics.uniformity).toBeUndefined();
});

test('a field without effect does not part runs', () => {
  const groups = groupRuns([
    sampleRun('a', { 'loss.kind': 'simple', 'loss.temperature': 0.1 }),
    sampleRun('b', { 'loss.kind': 'simple', 'loss.temperature': 1, 'training.seed': 2 }),
  ]);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ kind: 'simple', temperature: undefined, hardest: undefined });
});

test('the key of a group does not depend on the order of its runs', () => {
  const runs = studyRuns();
  const keys = (list: typeof runs) =>
    groupRuns(list)
      .map(({ key }) => key)
      .sort();
  expect(keys([...runs].reverse())).toEqual(keys(runs));
});

test('a line holds the groups that differ in τ only, with rising τ', () => {
  const lines = groupLines(groupRuns([...studyRuns()].reverse()), 'loss.temperature', {
    words: { kinds: kindWords },
  });
  expect(lines.map(({ name, groups, hasField }) => [name, groups.length, hasField])).toEqual([
    ['hard simple', 1, false],
    ['simple', 1, false],
    ['hard contrastive', 7, true],
    ['contrastive', 7, true],
  ]);
  expect(lines[3]?.groups.map(({ temperature }) => temperature)).toEqual([0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1]);
});

test('lines of one loss are told apart by what differs', () => {
  const hard = (k: number) => sampleRun(`k${k}`, { 'loss.kind': 'hard-contrastive', 'negatives.hardest': k });
  const lines = groupLines(groupRuns([hard(10), hard(40), sampleRun('plain')]), 'loss.temperature', {
    words: { kinds: kindWords },
  });
  expect(lines.map(({ name }) => name)).toEqual([
    'hard contrastive · k 10',
    'hard contrastive · k 40',
    'contrastive',
  ]);
});

test('runs can be grouped by any fields, and what a mean is over is told', () => {
  const runs = [
    sampleRun('a', { 'loss.temperature': 0.1, 'training.seed': 1 }, { linearAccuracy: 0.5 }),
    sampleRun('b', { 'loss.temperature': 0.5, 'training.seed': 1 }, { linearAccuracy: 0.7 }),
    { ...sampleRun('c', { 'loss.temperature': 1 }, { linearAccuracy: 0 }), status: 'running' as const },
    sampleRun('d', { 'loss.kind': 'simple' }, { linearAccuracy: 0.4 }),
  ];
  const groups = groupRuns(runs, ['loss.kind']);
  expect(groups.map(({ runs: own }) => own.map(({ id }) => id))).toEqual([['a', 'b', 'c'], ['d']]);
  // The run that still trains is no part of the mean.
  expect(groups[0]?.metrics.linearAccuracy).toMatchObject({ n: 2, mean: 0.6 });
  expect(groups[0]).toMatchObject({
    kind: 'contrastive',
    temperature: undefined,
    mixed: ['loss.temperature'],
  });
  expect(averagedOver(groups)).toEqual({ most: 2, least: 1, over: ['loss.temperature'], unfinished: 1 });
  expect(groupRuns(runs, 'run')).toHaveLength(4);
  expect(groupRuns(runs, ['training.batchSize'])[0]?.kind).toBeNull();
});
