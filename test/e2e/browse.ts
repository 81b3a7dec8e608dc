/** Looking into a dataset and deleting it, by clicking: the same in the window and in the browser. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const patience = { timeout: 90_000 };

/** Opens the page of a dataset, and sees its classes and what a slider does to two views. */
export async function browseDataset(page: Page, id: string, classes: number): Promise<void> {
  await page.getByTestId('nav-datasets').click();
  await page.getByTestId(`dataset-card-${id}`).getByTestId('open-dataset').click();
  await expect.poll(() => page.getByTestId('class-bars').locator('li').count()).toBe(classes);
  const views = page.getByTestId('augment-views');
  await page.locator('[data-testid="augment-views"][data-ready="true"]').waitFor(patience);
  const picture = (): Promise<string> =>
    views
      .locator('canvas')
      .nth(1)
      .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());
  const before = await picture();
  await page.getByRole('slider', { name: 'Greyscale probability' }).focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await page.getByTestId('draw-again').click();
  await expect.poll(picture, patience).not.toBe(before);
}

/** From its own page. */
export async function deleteDataset(page: Page, id: string): Promise<void> {
  await page.getByTestId('delete-this-dataset').click();
  await page.getByTestId('confirm-delete-dataset').click();
  await page.getByTestId('dataset-card-builtin').waitFor(patience);
  await expect.poll(() => page.getByTestId(`dataset-card-${id}`).count()).toBe(0);
}
