import { checkValue } from '#shared/config/check';
import type { Input } from '#shared/contract';
import {
  evaluationSettings,
  isEvaluationOver,
  isEvaluationPath,
  type Evaluation,
  type EvaluationSettings,
  type ToldEvaluation,
} from '#shared/evaluation';
import type { TrainerCommand } from '#shared/event';
import { Problem } from '#shared/result';
import type { EngineLookup } from './lab-status';
import { checkpointFolder, stepOfChoice } from './checkpoints';
import { requireRun } from './control-runs';
import { newId } from './create-runs';
import type { DatasetShelf } from './dataset-shelf';
import { atStart } from './evaluation-recorder';
import type { LabContext } from './lab-context';
import { toConfigPath } from './parse-config';
import type { Store } from '../store/open-store';

/** How it stands, with the run that is let finish before it. */
export const toTold = (evaluation: Evaluation, trainingRunId: string | null): ToldEvaluation => ({
  ...evaluation,
  waitsForRunId: evaluation.status === 'queued' ? trainingRunId : null,
});

export function evaluationsOf(
  { store, queue }: LabContext,
  ids: readonly string[],
): readonly ToldEvaluation[] {
  return store.evaluations.ofRuns(ids).map((each) => toTold(each, queue.trainingRunId()));
}

/** Queues the evaluation of a checkpoint. @throws Problem where it could not be carried out as things are now */
export async function startEvaluation(
  context: LabContext,
  { id: runId, step: checkpoint, protocol }: Input<'runs.evaluate'>,
): Promise<ToldEvaluation> {
  const { store, queue, datasets, clock } = context;
  const run = requireRun(context, runId);
  const settings = { ...evaluationSettings(run.config), ...parseSettings(protocol ?? {}) };
  const step = stepOfChoice(store.folder, run, checkpoint);
  await datasets.get(run.config['dataset.id']);
  const evaluation: Evaluation = {
    ...atStart,
    id: newId(),
    runId,
    checkpoint,
    step,
    settings,
    createdAtUnixMs: clock(),
    device: null,
    engine: null,
    metrics: {},
    protocol: {},
    details: [],
    error: null,
  };
  store.evaluations.insert(evaluation);
  const told = toTold(evaluation, queue.trainingRunId());
  context.push('evaluations.changed', [told]);
  queue.wakeForEvaluation();
  return told;
}

/** @throws Problem for the first that is no setting of the evaluation, or has a wrong value */
function parseSettings(given: Readonly<Record<string, unknown>>): Partial<EvaluationSettings> {
  for (const [written, value] of Object.entries(given)) {
    const path = toConfigPath(written);
    if (!isEvaluationPath(path)) {
      throw new Problem('evaluation.not-a-setting', { path, example: 'evaluation.linearProtocol' });
    }
    const problem = checkValue(path, value);
    if (problem) throw problem;
  }
  return given as Partial<EvaluationSettings>;
}

/** Those that are over stay as they are. @throws Problem `evaluation.not-found` */
export function cancelEvaluations({ store, push, queue, clock }: LabContext, ids: readonly string[]): void {
  const found = ids.map((id) => {
    const evaluation = store.evaluations.get(id);
    if (!evaluation) throw new Problem('evaluation.not-found', { id });
    return evaluation;
  });
  for (const evaluation of found.filter((each) => !isEvaluationOver(each))) {
    if (evaluation.status === 'running') {
      queue.stop(evaluation.id, 'cancel');
    } else {
      const cancelled: Evaluation = { ...evaluation, status: 'cancelled', finishedAtUnixMs: clock() };
      store.evaluations.update(cancelled);
      push('evaluations.changed', [toTold(cancelled, null)]);
    }
  }
}

export interface EvaluationJob {
  readonly evaluation: Evaluation;
  readonly command: Extract<TrainerCommand, { kind: 'evaluate' }>;
}

/** What a trainer needs to know of an evaluation whose turn has come. */
export const evaluationPreparer =
  (parts: { readonly store: Store; readonly datasets: DatasetShelf; readonly engine: EngineLookup }) =>
  async (evaluation: Evaluation): Promise<EvaluationJob> => {
    const { store, datasets, engine } = parts;
    const run = store.runs.get(evaluation.runId);
    if (!run) throw new Problem('run.not-found', { id: evaluation.runId });
    const datasetId = run.config['dataset.id'];
    const step = stepOfChoice(store.folder, run, evaluation.checkpoint);
    return {
      evaluation: { ...evaluation, step },
      command: {
        kind: 'evaluate',
        config: { ...run.config, ...evaluation.settings },
        dataset: await datasets.get(datasetId),
        datasetFile: datasets.fileOf(datasetId),
        checkpointFolder: checkpointFolder(store.folder, run.id),
        step,
        engineFolder: engine()?.folder ?? null,
      },
    };
  };
