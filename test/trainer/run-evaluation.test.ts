import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { presetConfig } from '../../src-shared/config/presets';
import type { RunConfig } from '../../src-shared/config/fields';
import type { EvaluationOutcome, TrainerEvent, TrainerOutcome } from '../../src-shared/event';
import type { DatasetInfo } from '../../src-shared/dataset';
import type { MetricName } from '../../src-shared/metric';
import { datasetFile, ensureBuiltin } from '../../src-main/datasets/dataset-registry';
import { findEngine } from '../../src-main/engine/find-engine';
import { checkpointsIn, usesOf } from '../../src-main/trainer/checkpoint-list';
import { runEvaluation } from '../../src-main/trainer/run-evaluation';
import { runTrainer } from '../../src-main/trainer/run-trainer';

const folder = mkdtempSync(join(tmpdir(), 'tau-lab-evaluation-'));
const checkpointFolder = join(folder, 'checkpoints');
const engineFolder = findEngine()?.folder ?? null;
// 8 steps an epoch.
const config: RunConfig = {
  ...presetConfig('smallest'),
  'training.epochs': 4,
  'training.keepEvery': 2,
};
let dataset: DatasetInfo;
let common: {
  dataset: DatasetInfo;
  datasetFile: string;
  checkpointFolder: string;
  engineFolder: string | null;
};

beforeAll(async () => {
  dataset = await ensureBuiltin(folder);
  common = { dataset, datasetFile: datasetFile(folder, dataset.id), checkpointFolder, engineFolder };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Trained {
  readonly outcome: TrainerOutcome;
  readonly events: readonly TrainerEvent[];
}

async function train(resume: boolean, pauseAtStep = Infinity): Promise<Trained> {
  const events: TrainerEvent[] = [];
  const reached = (): boolean =>
    events.some((event) => event.kind === 'checkpoint' && event.step >= pauseAtStep);
  const outcome = await runTrainer(
    { kind: 'start', config, resume, ...common },
    { send: (event) => void events.push(event), wanted: () => (reached() ? 'pause' : 'go-on') },
  );
  return { outcome, events };
}

async function evaluate(
  step: number,
  part: Partial<RunConfig> = {},
): Promise<{ outcome: EvaluationOutcome; events: readonly TrainerEvent[] }> {
  const events: TrainerEvent[] = [];
  const outcome = await runEvaluation(
    { kind: 'evaluate', config: { ...config, ...part }, step, ...common },
    (event) => void events.push(event),
  );
  return { outcome, events };
}

it('the last checkpoint of a run, stopped and resumed on the way, gives the numbers that the run ended with', async () => {
  expect((await train(false, 8)).outcome.kind).toBe('paused');
  const { outcome, events } = await train(true);
  if (outcome.kind !== 'finished') throw new Error(`The run ${outcome.kind}.`);

  const stored = usesOf(checkpointsIn(checkpointFolder));
  expect(stored[0]).toMatchObject({ step: 32, uses: expect.arrayContaining(['resume', 'kept']) as unknown });
  expect(stored.filter(({ uses }) => uses.includes('kept')).map(({ step }) => step)).toEqual([32, 16]);
  expect(stored.filter(({ uses }) => uses.includes('best'))).toHaveLength(1);

  const { outcome: again, events: told } = await evaluate(32);
  if (again.kind !== 'evaluated') throw new Error('The evaluation failed.');
  const measured = Object.keys(again.metrics) as MetricName[];
  expect(measured).toEqual(expect.arrayContaining(['linearAccuracy', 'knnAccuracy', 'uniformity']));
  for (const name of measured) expect(again.metrics[name]).toBe(outcome.metrics[name]);
  expect(again.protocol.linearAccuracy).toEqual(outcome.protocol.linearAccuracy);
  const details = events.flatMap((event) => (event.kind === 'details' ? event.details : []));
  const own = details.filter(({ kind, step }) => kind !== 'stepCost' && step === 32);
  expect(again.details).toEqual(own);
  expect(told.map(({ kind }) => kind)).toEqual([
    'started',
    ...Array.from({ length: 11 }, () => 'evaluating'),
  ]);
});

it('the best checkpoint is the one of the best kNN accuracy of all epochs, the resumed ones included', async () => {
  const best = usesOf(checkpointsIn(checkpointFolder)).find(({ uses }) => uses.includes('best'));
  const accuracies = await Promise.all(
    checkpointsIn(checkpointFolder).map(async ({ step }) => {
      const { outcome } = await evaluate(step);
      return outcome.kind === 'evaluated' ? (outcome.metrics.knnAccuracy ?? 0) : 0;
    }),
  );
  const { outcome } = await evaluate(best?.step ?? 0);
  if (outcome.kind !== 'evaluated') throw new Error('The evaluation failed.');
  expect(outcome.metrics.knnAccuracy).toBe(Math.max(...accuracies));
});

it('a checkpoint that is missing or damaged is told as a sentence', async () => {
  expect((await evaluate(7)).outcome).toMatchObject({ kind: 'failed', error: { code: 'checkpoint.gone' } });
  truncateSync(checkpointsIn(checkpointFolder)[0]?.file ?? '', 2000);
  const { outcome, events } = await evaluate(32);
  expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'checkpoint.damaged' } });
  expect(events).toEqual([]);
});
