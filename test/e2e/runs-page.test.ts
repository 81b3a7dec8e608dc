/** Keeping order among runs by clicking, in a real Chromium. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src-main/store/open-store';
import { newRun } from '../store/temporary-store';
import { launchBrowser, serveLab, type BrowserUnderTest, type ServedLab } from './launch-browser';
import { lacksBrowser } from './present';

const folder = mkdtempSync(join(tmpdir(), 'tau-lab-runs-page-'));
const store = join(folder, 'store');
const nasty = '<img src=x onerror="window.broken=1"> 🧪 שלום';
let served: ServedLab;
let browser: BrowserUnderTest;

const patience = { timeout: 20_000 };
const rows = (): Promise<number> => browser.page.getByTestId('run-row').count();
const tick = (id: string): Promise<void> =>
  browser.page.locator(`[data-run-id="${id}"]`).getByRole('checkbox').click();
const click = (testid: string): Promise<void> => browser.page.getByTestId(testid).click();

describe.skipIf(lacksBrowser)('the page of runs', () => {
  beforeAll(async () => {
    const made = openStore(store);
    for (const id of ['a', 'b', 'c']) {
      made.runs.insert(newRun(id));
      made.runs.update(id, { status: 'finished' });
    }
    made.runs.update('a', { name: nasty, tags: [nasty], note: nasty.repeat(200), folder: 'deep/er' });
    made.close();
    served = await serveLab({ store });
    browser = await launchBrowser(served.address);
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('throws a run away and takes that back, by the button and by the keys', async () => {
    await expect.poll(rows, patience).toBe(3);
    await tick('b');
    await click('trash-run');
    await expect.poll(rows, patience).toBe(2);
    await click('undo');
    await expect.poll(rows, patience).toBe(3);
    await click('trash-run');
    await expect.poll(rows, patience).toBe(2);
    await browser.page.keyboard.press('Control+z');
    await expect.poll(rows, patience).toBe(3);
  });

  it('stars, tags, files and archives', async () => {
    await click('star-run');
    await click('place-starred');
    await expect.poll(rows, patience).toBe(1);
    await click('place-all');
    const tag = browser.page.getByTestId('tag-run').locator('input');
    await tag.fill('mine');
    await tag.press('Enter');
    await browser.page.locator('[data-run-id="b"]').getByText('mine').waitFor();
    const file = browser.page.getByTestId('file-run').locator('input');
    await file.fill('deep');
    await file.press('Enter');
    await click('place-folder:deep');
    await expect.poll(rows, patience).toBe(2);
    await click('archive-run');
    await expect.poll(rows, patience).toBe(1);
    await click('place-archive');
    await expect.poll(rows, patience).toBe(1);
  });

  it('deletes for good what is in the trash, and says what that frees', async () => {
    await click('place-all');
    await tick('c');
    await click('trash-run');
    await click('place-trash');
    await expect.poll(rows, patience).toBe(1);
    await click('delete-run');
    await browser.page.getByText(/frees about \d/).waitFor();
    await click('confirm-delete');
    await expect.poll(rows, patience).toBe(0);
    await click('place-all');
    await expect.poll(rows, patience).toBe(1);
  });

  it('shows what people wrote as text, and no error', async () => {
    await browser.page.getByText('onerror').first().waitFor();
    expect(await browser.page.evaluate('window.broken')).toBeUndefined();
    expect(browser.errors).toEqual([]);
  });
});
