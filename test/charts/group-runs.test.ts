import { expect, test } from 'vitest';
import { groupRuns } from '../../src-renderer/charts/group-runs';
import { temperatureLines } from '../../src-renderer/charts/temperature-lines';
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
  const lines = temperatureLines(groupRuns([...studyRuns()].reverse()), { kinds: kindWords });
  expect(lines.map(({ name, groups, hasTemperature }) => [name, groups.length, hasTemperature])).toEqual([
    ['hard simple', 1, false],
    ['simple', 1, false],
    ['hard contrastive', 7, true],
    ['contrastive', 7, true],
  ]);
  expect(lines[3]?.groups.map(({ temperature }) => temperature)).toEqual([0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1]);
});

test('lines of one loss are told apart by what differs', () => {
  const hard = (k: number) => sampleRun(`k${k}`, { 'loss.kind': 'hard-contrastive', 'negatives.hardest': k });
  const lines = temperatureLines(groupRuns([hard(10), hard(40), sampleRun('plain')]), { kinds: kindWords });
  expect(lines.map(({ name }) => name)).toEqual([
    'hard contrastive · k 10',
    'hard contrastive · k 40',
    'contrastive',
  ]);
});
