/** The loss lab by hand and by keyboard, and what a check for accessibility says of it. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AxeResults } from 'axe-core';
import { launchBrowser, serveLab, type BrowserUnderTest, type ServedLab } from './launch-browser';
import { lacksBrowser } from './present';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(lacksBrowser)('the loss lab', () => {
  let served: ServedLab;
  let browser: BrowserUnderTest;
  beforeAll(async () => {
    served = await serveLab();
    browser = await launchBrowser(served.address);
    await browser.page.getByTestId('nav-lab').click();
    await browser.page.getByTestId('lab-value').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  const text = (testid: string): Promise<string> => browser.page.getByTestId(testid).innerText();

  it('swaps two negatives: the loss stays, the tolerance does not', async () => {
    const before = [await text('lab-value'), await text('lab-tolerance')];
    await browser.page.getByTestId('lab-swap').click();
    expect(await text('lab-value')).toBe(before[0]);
    expect(await text('lab-tolerance')).not.toBe(before[1]);
  });

  it('turns a point with the arrow keys and with the pointer', async () => {
    const point = browser.page.getByTestId('lab-point-n3');
    const before = await text('lab-value');
    await point.focus();
    await browser.page.keyboard.press('Shift+ArrowLeft');
    expect(await point.getAttribute('aria-valuenow')).toBe('330');
    expect(await text('lab-value')).not.toBe(before);
    const box = await point.locator('.mark').boundingBox();
    if (!box) throw new Error('The point is not drawn.');
    await browser.page.mouse.move(box.x + 8, box.y + 8);
    await browser.page.mouse.down();
    await browser.page.mouse.move(box.x - 40, box.y - 120, { steps: 5 });
    await browser.page.mouse.up();
    expect(await point.getAttribute('aria-valuenow')).not.toBe('330');
  });

  it('redraws its curves for another temperature', async () => {
    await browser.page.getByRole('button', { name: /10$/ }).click();
    await expect.poll(() => browser.page.getByTestId('loss-lab').innerText()).toContain('τ 10');
    expect(Number(await browser.page.getByTestId('lab-large').getAttribute('data-points'))).toBeGreaterThan(
      100,
    );
  });

  it.each(['light', 'dark'] as const)('has no serious issue of accessibility, %s', async (colorScheme) => {
    await browser.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await browser.page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    // Colours of the component library change over a transition.
    await browser.page.waitForTimeout(500);
    await browser.page.evaluate(axe);
    const results = await browser.page.evaluate(() =>
      (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
    );
    const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows no error of the page', () => {
    expect(browser.errors).toEqual([]);
  });
});
