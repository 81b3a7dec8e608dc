import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { presetConfig } from '../../src-shared/config/presets';
import { openStore, type Store } from '../../src-main/store/open-store';
import type { NewRun } from '../../src-main/store/runs';

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tau-lab-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real store in a folder of its own, closed with the test. */
export function temporaryStore(folder = temporaryFolder()): Store {
  const store = openStore(folder);
  onTestFinished(() => store.close());
  return store;
}

export const newRun = (id: string, studyId: string | null = null): NewRun => ({
  id,
  name: `run ${id}`,
  studyId,
  config: presetConfig('quick-start'),
  createdAtUnixMs: 1_000,
  progress: {
    step: 0,
    totalSteps: 10,
    epoch: 0,
    totalEpochs: 1,
    phase: 'starting',
    imagesPerSecond: null,
    secondsLeft: null,
  },
});
