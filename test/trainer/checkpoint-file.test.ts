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
import { keepRecentPoints } from '../../src-main/trainer/recent-points';
import { toAppError } from '../../src-shared/result';
import { readLastCheckpoint, writeCheckpoint, type Checkpoint } from '../../src-main/trainer/checkpoint-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const checkpoint = (step: number): Checkpoint => ({
  snapshot: {
    step,
    tensors: {
      weight: { shape: [2, 2], values: Float32Array.of(step, -0, 1e-40, 3.5) },
      bias: { shape: [1], values: Float32Array.of(7) },
    },
  },
  points: [{ metric: 'loss', step, value: 0.1 + 0.2 }],
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
  const { snapshot, points } = checkpoint(3);
  const unmeasured = { metric: 'tolerance', step: 3, value: Number.NaN } as const;
  writeCheckpoint(folder, { snapshot, points: [...points, unmeasured] });
  expect(readLastCheckpoint(folder)?.points).toEqual(points);
});

it('a checkpoint carries the points of the two stretches before it', () => {
  const point = (step: number): Checkpoint['points'][number] => ({ metric: 'loss', step, value: 1 });
  const recent = keepRecentPoints([point(1)]);
  recent.add([point(2)]);
  expect(recent.forCheckpoint()).toEqual([point(1), point(2)]);
  recent.add([point(3)]);
  expect(recent.forCheckpoint()).toEqual([point(2), point(3)]);
  expect(recent.forCheckpoint()).toEqual([point(3)]);
});
