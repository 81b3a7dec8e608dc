/**
 * Takes the pictures in resources/screenshots from the real workbench: `npm run bench -- screenshots`.
 * TAU_LAB_SCREENSHOT_STORE names a data folder with a finished quick-start study; without it one is trained.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { launchBrowser, serveLab } from '../e2e/launch-browser';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'resources', 'screenshots');

function studyStore(): string {
  const given = process.env['TAU_LAB_SCREENSHOT_STORE'];
  if (given) return given;
  const store = join(mkdtempSync(join(tmpdir(), 'tau-lab-screenshots-')), 'store');
  const args = [join(root, 'out', 'main', 'cli.cjs'), 'study', 'quick-start', '--store', store];
  spawnSync(process.execPath, args, { stdio: 'inherit' });
  return store;
}

const looks = [
  { theme: 'light', language: 'en' },
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
  { theme: 'dark', language: 'zh' },
] as const;

const pages: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['runs', (page) => goTo(page, 'nav-runs')],
  ['new-run', (page) => goTo(page, 'nav-new')],
  ['compare', (page) => goTo(page, 'nav-compare')],
  ['datasets', (page) => goTo(page, 'nav-datasets')],
  ['settings', (page) => goTo(page, 'nav-settings')],
  [
    'run',
    async (page) => {
      await goTo(page, 'nav-runs');
      await page.getByTestId('run-row').nth(1).click();
    },
  ],
];

const goTo = (page: Page, testid: string): Promise<void> => page.getByTestId(testid).click();

it('pictures of every page', async () => {
  mkdirSync(folder, { recursive: true });
  const served = await serveLab({ store: studyStore() });
  const { browser, close } = await launchBrowser(served.address);
  for (const { theme, language } of looks) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      locale: language === 'zh' ? 'zh-CN' : 'en-US',
      colorScheme: theme,
    });
    await page.goto(served.address);
    for (const [name, open] of pages) {
      await open(page);
      // Charts are drawn a frame after their data came.
      await page.waitForTimeout(1200);
      await page.screenshot({ path: join(folder, `${name}-${theme}-${language}.png`) });
    }
    await page.close();
  }
  await close();
  await served.close();
});
