import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PushName, Pushes } from '../../src-shared/contract';
import type { Result } from '../../src-shared/result';
import type { RunSummary } from '../../src-shared/run';
import { ensureBuiltin } from '../../src-main/datasets/dataset-registry';
import { createLab, type Lab, type LabOptions } from '../../src-main/lab/create-lab';
import { forkTrainer } from '../../src-main/lab/fork-trainer';

export const scriptedTrainerFile = resolve(import.meta.dirname, 'scripted-trainer.mjs');

export interface TrainerScript {
  /** Takes no further step until told to stop. */
  readonly waitAtStep?: number;
  readonly dieAtStep?: number;
  readonly crashAtStep?: number;
  readonly hangAtStep?: number;
  readonly failAtStep?: number;
  readonly nanAtStep?: number;
  readonly keepWhenLabIsGone?: boolean;
  /** What becomes of an evaluation; without this it succeeds. */
  readonly evaluation?: 'dies' | 'hangs';
}

/** What trainers started from now on do. */
export function setScript(script: TrainerScript): void {
  process.env['TAU_LAB_TEST_SCRIPT'] = JSON.stringify(script);
}

let painted: Promise<string> | undefined;

/** The built-in dataset, painted once for all stores of a test file. */
async function paintBuiltin(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tau-lab-builtin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await ensureBuiltin(folder);
  return join(folder, 'builtin.taulab');
}

/** An empty data folder that has the built-in dataset's file already. */
export async function dataFolderForTest(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tau-lab-lab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'datasets'));
  copyFileSync(await (painted ??= paintBuiltin()), join(folder, 'datasets', 'builtin.taulab'));
  return folder;
}

export interface LabUnderTest {
  readonly lab: Lab;
  readonly folder: string;
  /** Everything that the lab told, in order. */
  readonly told: readonly { readonly name: PushName; readonly payload: unknown }[];
  readonly start: (config?: Record<string, unknown>) => Promise<string>;
  readonly run: (id: string) => RunSummary;
  /** Resolves with the run as soon as it is as wanted. */
  readonly until: (id: string, isWanted: (run: RunSummary) => boolean) => Promise<RunSummary>;
}

export async function labForTest(options: Partial<LabOptions> = {}): Promise<LabUnderTest> {
  const folder = options.storeFolder ?? (await dataFolderForTest());
  const told: { name: PushName; payload: unknown }[] = [];
  const lab = await createLab({
    trainer: forkTrainer(scriptedTrainerFile),
    engine: () => null,
    ...options,
    storeFolder: folder,
    push: (name, payload) => void told.push({ name, payload }),
  });
  onTestFinished(() => lab.close());
  const run = (id: string): RunSummary => lab.handlers['runs.get']({ id }) as RunSummary;
  return {
    lab,
    folder,
    told,
    run,
    start: async (config = {}) =>
      valueOf(await lab.request('runs.start', { config: { 'training.epochs': 3, ...config } })).id,
    until: (id, isWanted) =>
      new Promise((resolve) => {
        if (isWanted(run(id))) return resolve(run(id));
        const stop = lab.onPush((name, payload) => {
          if (name !== 'runs.changed') return;
          const found = (payload as Pushes['runs.changed']).find((changed) => changed.id === id);
          if (!found || !isWanted(found)) return;
          stop();
          resolve(found);
        });
      }),
  };
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

export const hasStatus =
  (status: RunSummary['status']) =>
  (run: RunSummary): boolean =>
    run.status === status;

export const stepsUpTo = (last: number): readonly number[] => Array.from({ length: last }, (_, i) => i + 1);
