/** What a person does in the workbench, by clicking: the same in the window and in the browser. */

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fashionFolder } from './present';

const patience = { timeout: 90_000 };

const at = (page: Page, testid: string): Locator => page.getByTestId(testid);

/** A text field, whether the identifier sits on it or on its frame. */
async function write(page: Page, testid: string, text: string): Promise<void> {
  const place = at(page, testid);
  const isField = await place.evaluate((element) => element.matches('input, textarea'));
  const field = isField ? place : place.locator('input, textarea').first();
  await field.fill(text);
  await field.press('Tab');
}

const drawnPoints = async (page: Page, chart: string): Promise<number> =>
  Number((await at(page, chart).getAttribute('data-points')) ?? 0);

const isInState = (page: Page, status: string): Promise<void> =>
  page
    .locator(`[data-testid="run-page"] [data-testid="run-status"][data-status="${status}"]`)
    .first()
    .waitFor(patience);

export interface NewRun {
  readonly temperature: string;
  readonly epochs: string;
  readonly dataset?: string;
}

/** Fills the form, starts the run and lands on its page. */
export async function startRun(
  page: Page,
  { temperature, epochs, dataset = 'builtin' }: NewRun,
): Promise<void> {
  await at(page, 'nav-new').click();
  await at(page, `dataset-card-${dataset}`).click(patience);
  await at(page, 'loss-card-contrastive').click();
  await write(page, 'temperature-input', temperature);
  await write(page, 'epochs-input', epochs);
  await at(page, 'start-run').click();
  await at(page, 'run-page').waitFor(patience);
}

/** A run is watched while its curve grows, paused, resumed, and watched again. */
export async function watchPauseResume(page: Page): Promise<void> {
  await isInState(page, 'running');
  await expect.poll(() => drawnPoints(page, 'chart-loss'), patience).toBeGreaterThan(5);
  const before = await drawnPoints(page, 'chart-loss');
  await expect.poll(() => drawnPoints(page, 'chart-loss'), patience).toBeGreaterThan(before);

  await at(page, 'pause-run').click();
  await isInState(page, 'paused');
  const paused = await drawnPoints(page, 'chart-loss');
  expect(paused).toBeGreaterThan(before);

  await at(page, 'resume-run').click();
  await isInState(page, 'running');
  await expect.poll(() => drawnPoints(page, 'chart-loss'), patience).toBeGreaterThan(paused);
}

/** The run on the page ends by itself and has its final numbers. */
export async function expectFinished(page: Page): Promise<void> {
  await isInState(page, 'finished');
  await expect.poll(() => at(page, 'metric-linearAccuracy').textContent(), patience).toMatch(/\d+\.\d\d/);
  expect(await at(page, 'metric-uniformity').textContent()).toMatch(/\d\.\d{3}/);
}

/** The figures of a finished run are drawn, and its last checkpoint measured again gives the run's own number. */
export async function measureAgain(page: Page): Promise<void> {
  await expect.poll(() => drawnPoints(page, 'chart-confusion'), patience).toBe(100);
  await expect.poll(() => drawnPoints(page, 'chart-class-accuracy'), patience).toBe(10);
  await expect.poll(() => drawnPoints(page, 'chart-step-cost'), patience).toBeGreaterThan(0);

  await page.getByText('Checkpoints and evaluations').click();
  await at(page, 'evaluate-checkpoint').first().click(patience);
  await page.locator('[data-testid="evaluation-row"][data-status="finished"]').waitFor(patience);
  const own = await at(page, 'metric-linearAccuracy').textContent();
  expect(await at(page, 'evaluation-row').textContent()).toContain(own);
}

/** Chooses all saved runs in the table and compares them. */
export async function compareAll(page: Page, count: number): Promise<void> {
  await at(page, 'nav-runs').click();
  await expect.poll(() => page.getByTestId('run-row').count(), patience).toBe(count);
  for (const row of await page.getByTestId('run-row').all()) await row.getByRole('checkbox').click();
  await at(page, 'compare-selected').click();
  await expect.poll(() => drawnPoints(page, 'chart-tau-linearAccuracy'), patience).toBeGreaterThanOrEqual(1);
  await expect.poll(() => drawnPoints(page, 'chart-loss'), patience).toBeGreaterThan(count);
  await expect.poll(() => drawnPoints(page, 'chart-plane'), patience).toBe(count);
}

/**
 * Imports Debian's Fashion-MNIST by naming its files: one that is not there is told in one sentence, then they are
 * looked into, and only then imported.
 */
export async function importFashionMnist(page: Page): Promise<void> {
  const file = (name: string): string => join(fashionFolder, name);
  const files = [
    'train-images-idx3-ubyte.gz',
    'train-labels-idx1-ubyte.gz',
    't10k-images-idx3-ubyte.gz',
    't10k-labels-idx1-ubyte.gz',
  ].map(file);
  await at(page, 'nav-datasets').click();
  await at(page, 'import-dataset').click();
  await write(page, 'import-paths', file('nothing-here.gz'));
  await at(page, 'import-look').click();
  await at(page, 'problem')
    .getByText(/nothing-here\.gz/)
    .waitFor(patience);
  expect(await at(page, 'import-submit').isDisabled()).toBe(true);

  await write(page, 'import-paths', files.join('\n'));
  await at(page, 'import-look').click();
  await page.locator('[data-testid="import-preview"][data-format="idx"]').waitFor(patience);
  expect(await at(page, 'import-preview').textContent()).toMatch(
    /60,000 training · 10,000 test · 10 classes/,
  );
  expect(await page.getByTestId('dataset-card-fashion-mnist').count()).toBe(0);
  await write(page, 'import-name', 'Fashion-MNIST');
  await at(page, 'import-submit').click();
  await at(page, 'import-open').click(patience);
  await at(page, 'dataset-page').waitFor(patience);
  await at(page, 'nav-datasets').click();
  await at(page, 'dataset-card-fashion-mnist').waitFor(patience);
}

/** The same files again lead to the dataset that is there. */
export async function importAgain(page: Page): Promise<void> {
  await at(page, 'nav-datasets').click();
  await at(page, 'import-dataset').click();
  await write(page, 'import-paths', fashionFolder);
  await at(page, 'import-look').click();
  await at(page, 'import-submit').click(patience);
  await page.getByText(/are here already, as Fashion-MNIST/).waitFor(patience);
  await at(page, 'import-open').click();
  await at(page, 'dataset-page').waitFor(patience);
}

/** Drops files on the page of datasets as a person does with the mouse. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  await at(page, 'nav-datasets').click();
  await at(page, 'import-dataset').waitFor(patience);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'dropped', multiple: true }))",
  );
  await page.locator('#dropped').setInputFiles([...paths]);
  await page.evaluate(`{
    const input = document.getElementById('dropped');
    const dataTransfer = new DataTransfer();
    for (const file of input.files) dataTransfer.items.add(file);
    input.remove();
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }`);
}
