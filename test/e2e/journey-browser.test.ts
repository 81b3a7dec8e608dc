/** The main job by clicking, in a real Chromium on the lab that the command line serves. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browseDataset } from './browse';
import {
  compareAll,
  dropFiles,
  expectFinished,
  importAgain,
  importFashionMnist,
  measureAgain,
  startRun,
  watchPauseResume,
} from './journey';
import { launchBrowser, serveLab, type BrowserUnderTest, type ServedLab } from './launch-browser';
import { fashionFolder, lacksBrowser } from './present';
import { saveThreeRuns } from './saved-runs';

const folder = mkdtempSync(join(tmpdir(), 'tau-lab-journey-'));
const store = join(folder, 'store');
let served: ServedLab;
let browser: BrowserUnderTest;

describe.skipIf(lacksBrowser)('the main job in the browser', () => {
  beforeAll(async () => {
    saveThreeRuns(store);
    served = await serveLab({ store });
    browser = await launchBrowser(served.address);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('compares three saved runs', async () => {
    await compareAll(browser.page, 3);
    // The address holds the choice, so it opens again as it was.
    const again = browser.page.url();
    await browser.page.goto('about:blank');
    await browser.page.goto(again);
    await expect.poll(() => browser.page.getByTestId('chart-plane').getAttribute('data-points')).toBe('3');
  });

  it('starts a run, sees its curve grow, stops it and resumes it', async () => {
    await startRun(browser.page, { temperature: '0.5', epochs: '2' });
    await watchPauseResume(browser.page);
    await expectFinished(browser.page);
    await measureAgain(browser.page);
  });

  it('imports Fashion-MNIST and trains on it', async () => {
    await importFashionMnist(browser.page);
    await startRun(browser.page, { temperature: '0.2', epochs: '1', dataset: 'fashion-mnist' });
    await expect
      .poll(async () => Number(await browser.page.getByTestId('chart-loss').getAttribute('data-points')), {
        timeout: 90_000,
      })
      .toBeGreaterThan(10);
    await browser.page.getByTestId('cancel-run').click();
    await browser.page.getByTestId('confirm-cancel').click();
    await browser.page.locator('[data-status="cancelled"]').first().waitFor({ timeout: 90_000 });
  });

  it('is led to the dataset that is there where it imports it again', async () => {
    await importAgain(browser.page);
  });

  it('asks for the paths of files that are dropped on the page', async () => {
    await dropFiles(browser.page, [join(fashionFolder, 't10k-labels-idx1-ubyte.gz')]);
    await browser.page.getByText('type their paths here').waitFor();
    await browser.page.keyboard.press('Escape');
  });

  it('looks into the dataset, which says which run keeps it from being deleted', async () => {
    await browseDataset(browser.page, 'fashion-mnist', 10);
    expect(await browser.page.getByTestId('dataset-users').locator('a').count()).toBe(1);
    expect(await browser.page.getByTestId('delete-this-dataset').isDisabled()).toBe(true);
  });

  it('shows no error of the page', () => {
    expect(browser.errors).toEqual([]);
  });
});
