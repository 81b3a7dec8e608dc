import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

const pollMs = 250;
/** Between making the folder and writing the number into it lies an instant; a folder this old without one is dead. */
const namelessLimitMs = 5000;

/** Outside the checkout, since `npm ci` empties node_modules and a build may empty out. */
export const lockFolder = (root) =>
  join(tmpdir(), `tau-lab-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function tryLock(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

/** The process that holds the lock; null when it is gone. */
function holder(folder) {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - made < namelessLimitMs ? 0 : null;
  }
}

/** By renaming, so that of several that wait only one clears a dead lock away. */
function clearDead(folder) {
  const aside = `${folder}-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (holder(aside) === null) rmSync(aside, { recursive: true, force: true });
  // Between looking and renaming, another had cleared it and made its own: give that back.
  else renameSync(aside, folder);
}

/** Runs `work` while no other bootstrap of the same checkout prepares anything. */
export async function withLock(folder, work) {
  let hasSaid = false;
  while (!tryLock(folder)) {
    const pid = holder(folder);
    if (pid === null) clearDead(folder);
    else {
      if (!hasSaid) say('Waiting for another start of Tau Lab, which is still preparing.');
      hasSaid = true;
      await sleep(pollMs);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
