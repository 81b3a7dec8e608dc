/** The main job by clicking, in a real Electron window. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browseDataset, deleteDataset } from './browse';
import {
  compareAll,
  dropFiles,
  expectFinished,
  importFashionMnist,
  measureAgain,
  startRun,
  watchPauseResume,
} from './journey';
import { launchElectron, type DesktopUnderTest } from './launch-electron';
import { fashionFolder, lacksWindow } from './present';
import { saveThreeRuns } from './saved-runs';

const folder = mkdtempSync(join(tmpdir(), 'tau-lab-journey-'));
const store = join(folder, 'store');
let desktop: DesktopUnderTest;

describe.skipIf(lacksWindow)('the main job in the window', () => {
  beforeAll(async () => {
    saveThreeRuns(store);
    desktop = await launchElectron({ store });
  });
  afterAll(async () => {
    await desktop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts a run, sees its curve grow, stops it and resumes it', async () => {
    await startRun(desktop.page, { temperature: '0.5', epochs: '2' });
    await watchPauseResume(desktop.page);
    await expectFinished(desktop.page);
    await measureAgain(desktop.page);
  });

  it('compares it with three saved runs', async () => {
    await compareAll(desktop.page, 4);
  });

  it('imports Fashion-MNIST', async () => {
    await importFashionMnist(desktop.page);
  });

  it('looks into files that are dropped on the page', async () => {
    await dropFiles(desktop.page, [join(fashionFolder, 't10k-labels-idx1-ubyte.gz')]);
    // Labels alone are refused by name: the lab was given the path.
    await desktop.page.getByTestId('problem').getByText('t10k').waitFor({ timeout: 90_000 });
    await desktop.page.keyboard.press('Escape');
  });

  it('looks into it and deletes it', async () => {
    await browseDataset(desktop.page, 'fashion-mnist', 10);
    await deleteDataset(desktop.page, 'fashion-mnist');
  });

  it('shows no error of the page', () => {
    expect(desktop.errors).toEqual([]);
  });
});
