import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder, withLock } from '../../resources/bootstrap/lock.mjs';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tau-lab-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets one work at a time, and all of them in the end', async () => {
  let working = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 10));
    working -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(lock, work)));
  expect(most).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process that is gone', async () => {
  mkdirSync(lock);
  writeFileSync(join(lock, 'pid'), '99999999');
  expect(await withLock(lock, async () => 'done')).toBe('done');
});

it('is given back when the work fails', async () => {
  const failing = withLock(lock, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

it('is another one for another checkout', () => {
  expect(lockFolder('/a')).not.toBe(lockFolder('/b'));
});
