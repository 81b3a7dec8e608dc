import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRecent } from '../../src-main/trainer/keep-recent';
import { toAppError } from '../../src-shared/result';
import {
  readCheckpoint,
  readLastCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../src-main/trainer/checkpoint-file';
import { checkpointsIn, usesOf } from '../../src-main/trainer/checkpoint-list';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const checkpoint = (step: number): Checkpoint => ({
  snapshot: {
    step,
    bestKnnAccuracy: 0.1 + step / 100,
    tensors: {
      weight: { shape: [2, 2], values: Float32Array.of(step, -0, 1e-40, 3.5) },
      bias: { shape: [1], values: Float32Array.of(7) },
    },
  },
  points: [{ metric: 'loss', step, value: 0.1 + 0.2 }],
  details: [
    {
      kind: 'confusion',
      step,
      value: {
        counts: [
          [1, 0],
          [0, step],
        ],
      },
    },
  ],
});

const fileNames = (): string[] => readdirSync(folder).sort();

it('reads back every bit', () => {
  writeCheckpoint(folder, checkpoint(12));
  expect(readLastCheckpoint(folder)).toEqual(checkpoint(12));
});

it('keeps the last two', () => {
  for (const step of [5, 10, 15]) writeCheckpoint(folder, checkpoint(step));
  expect(fileNames()).toHaveLength(2);
  expect(readLastCheckpoint(folder)?.snapshot.step).toBe(15);
});

const uses = (): (readonly [number, string])[] =>
  usesOf(checkpointsIn(folder)).map((each) => [each.step, each.uses.join(' ')]);

it('never removes the best nor the kept ones, whatever comes after them', () => {
  writeCheckpoint(folder, checkpoint(5), ['best']);
  writeCheckpoint(folder, checkpoint(10), ['best', 'kept']);
  writeCheckpoint(folder, checkpoint(15));
  writeCheckpoint(folder, checkpoint(20), ['kept']);
  writeCheckpoint(folder, checkpoint(25), ['best']);
  for (const step of [30, 35, 40]) writeCheckpoint(folder, checkpoint(step));
  expect(uses()).toEqual([
    [40, 'resume'],
    [35, 'resume'],
    [25, 'best'],
    [20, 'kept'],
    [10, 'kept'],
  ]);
  expect(readLastCheckpoint(folder)?.snapshot.step).toBe(40);
  expect(readCheckpoint(folder, 10)).toEqual(checkpoint(10));
});

it('drops the best of before when a better one comes', () => {
  writeCheckpoint(folder, checkpoint(1), ['best']);
  for (const step of [2, 3, 4]) writeCheckpoint(folder, checkpoint(step));
  expect(uses().at(-1)).toEqual([1, 'best']);
  writeCheckpoint(folder, checkpoint(5), ['best']);
  expect(uses()).toEqual([
    [5, 'resume best'],
    [4, 'resume'],
  ]);
});

it('a step that is written again has one file', () => {
  writeCheckpoint(folder, checkpoint(5));
  writeCheckpoint(folder, checkpoint(10));
  writeCheckpoint(folder, checkpoint(10), ['best']);
  expect(uses()).toEqual([
    [10, 'resume best'],
    [5, 'resume'],
  ]);
});

it('says which checkpoint is not there or damaged', () => {
  writeCheckpoint(folder, checkpoint(5), ['best']);
  expect(() => readCheckpoint(folder, 6)).toThrow(
    'The checkpoint of step 6 is not there any more; choose another one.',
  );
  truncateSync(checkpointsIn(folder)[0]?.file ?? '', 40);
  expect(() => readCheckpoint(folder, 5)).toThrow('The checkpoint of step 5 is damaged or cut short');
});

it('a folder without checkpoints, or none at all, has none', () => {
  expect(readLastCheckpoint(folder)).toBeNull();
  expect(readLastCheckpoint(join(folder, 'missing'))).toBeNull();
});

it('goes back to the one before where the last is cut or changed', () => {
  writeCheckpoint(folder, checkpoint(5));
  writeCheckpoint(folder, checkpoint(10));
  const last = join(folder, fileNames().at(-1) ?? '');
  const whole = readFileSync(last);
  for (const length of [0, 4, 20, whole.length - 4]) {
    writeFileSync(last, whole);
    truncateSync(last, length);
    expect(readLastCheckpoint(folder)?.snapshot.step).toBe(5);
  }
  const changed = Buffer.from(whole);
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
  writeFileSync(last, changed);
  expect(readLastCheckpoint(folder)?.snapshot.step).toBe(5);
});

it('leaves nothing half-written where it cannot write', () => {
  writeFileSync(join(folder, 'in-the-way'), '');
  expect(() => writeCheckpoint(join(folder, 'in-the-way'), checkpoint(1))).toThrow();
  expect(fileNames()).toEqual(['in-the-way']);
});

it('a full disk costs the new checkpoint, not the old one, and says so', () => {
  writeCheckpoint(folder, checkpoint(5));
  // Linux's device that is always full stands in for the disk.
  symlinkSync('/dev/full', join(folder, `step-000000010.taucheckpoint.${process.pid}.part`));
  let thrown: unknown;
  try {
    writeCheckpoint(folder, checkpoint(10));
  } catch (error) {
    thrown = error;
  }
  expect(toAppError(thrown).code).toBe('disk.full');
  expect(fileNames()).toHaveLength(1);
  expect(readLastCheckpoint(folder)?.snapshot.step).toBe(5);
});

it('leaves out points that are no numbers', () => {
  const { points, ...rest } = checkpoint(3);
  const unmeasured = { metric: 'tolerance', step: 3, value: Number.NaN } as const;
  writeCheckpoint(folder, { ...rest, points: [...points, unmeasured] });
  expect(readLastCheckpoint(folder)?.points).toEqual(points);
});

it('a checkpoint carries what was told in the two stretches before it', () => {
  const recent = keepRecent(['first']);
  recent.add(['second']);
  expect(recent.forCheckpoint()).toEqual(['first', 'second']);
  recent.add(['third']);
  expect(recent.forCheckpoint()).toEqual(['second', 'third']);
  expect(recent.forCheckpoint()).toEqual(['third']);
});
