/**
 * The lab: answers every request of the contract, keeps the queue and records what trainers tell.
 * It knows the store, the datasets and which engine there is; it never loads TensorFlow and knows no window.
 */

import type { Handlers, LabFunctions, PushName, Pushes } from '#shared/contract';
import { Problem, toAppError } from '#shared/result';
import type { RunSummary } from '#shared/run';
import type { TrainerCommand } from '#shared/event';
import { knownDatasets, type KnownDataset } from '../datasets/download/catalogue';
import { findEngine } from '../engine/find-engine';
import { openStore, type Store } from '../store/open-store';
import { checkpointFolder } from './checkpoints';
import { createDatasetShelf, type DatasetShelf } from './dataset-shelf';
import { createDownloads } from './downloads';
import { evaluationPreparer } from './evaluations';
import { builtTrainerFile, forkTrainer } from './fork-trainer';
import { augmentHandlers } from './handlers/augment';
import { datasetHandlers } from './handlers/datasets';
import { downloadHandlers } from './handlers/downloads';
import { runHandlers } from './handlers/runs';
import { statusHandlers } from './handlers/status';
import { studyHandlers } from './handlers/studies';
import type { LabContext } from './lab-context';
import { openLabLog } from './lab-log';
import { statusReader, type EngineLookup } from './lab-status';
import { createListeners, type Push } from './push';
import { createQueue } from './queue';
import { requestServer } from './serve-request';
import type { TrainerLauncher } from './trainer-process';
import { createViewer } from './viewer';

export interface LabOptions {
  readonly storeFolder: string;
  /** Hears everything that the lab tells; more can listen through `onPush`. */
  readonly push?: Push;
  /** How training processes are started. */
  readonly trainer?: TrainerLauncher;
  /** Which engine there is. */
  readonly engine?: EngineLookup;
  /** Which datasets can be fetched. */
  readonly catalogue?: readonly KnownDataset[];
  /** The program that computes augmented views. */
  readonly viewerFile?: string;
  readonly clock?: () => number;
  /** How long a trainer may take to stop before it is killed. */
  readonly graceMs?: number;
  /** Leaves the runs that wait from an earlier time waiting until another one is started or resumed. */
  readonly holdQueue?: boolean;
}

export interface Lab {
  readonly handlers: Handlers;
  readonly request: LabFunctions['request'];
  /** @returns a function that stops listening */
  readonly onPush: (listener: PushListener) => () => void;
  /** True while a run trains, a checkpoint is evaluated, or one of these waits for its turn. */
  readonly isTraining: () => boolean;
  readonly onTraining: (listener: (isTraining: boolean) => void) => () => void;
  /** Pauses the run that trains, leaves the waiting ones waiting, frees the data folder. */
  readonly close: () => Promise<void>;
}

export type PushListener = (name: PushName, payload: Pushes[PushName]) => void;

const defaultGraceMs = 45_000;

/** @throws Problem where the data folder cannot be used */
export async function createLab(options: LabOptions): Promise<Lab> {
  const { clock = Date.now, engine = findEngine } = options;
  const store = openStore(options.storeFolder);
  const log = openLabLog(store.folder);
  const { logger } = log;
  const onInternal = (thrown: unknown, request = 'queue'): void =>
    logger.error({ err: thrown, request }, 'internal error');
  const pushes = createListeners<Parameters<PushListener>>(onInternal);
  const training = createListeners<readonly [isTraining: boolean]>(onInternal);
  const push: Push = pushes.tell;
  if (options.push) pushes.add(options.push as PushListener);
  const downloads = createDownloads(store.folder, push, options.catalogue ?? knownDatasets);
  const viewer = createViewer(options.viewerFile ?? builtTrainerFile());
  const datasets = createDatasetShelf(store, push, clock);
  const status = statusReader(store, engine);
  const onBusy = (isBusy: boolean): void => {
    training.tell(isBusy);
    if (!isBusy) void status().then((now) => push('lab.statusChanged', now), onInternal);
  };
  const queue = createQueue({
    store,
    push,
    clock,
    launch: options.trainer ?? forkTrainer(builtTrainerFile()),
    graceMs: options.graceMs ?? defaultGraceMs,
    prepare: preparer({ store, datasets, engine }),
    prepareEvaluation: evaluationPreparer({ store, datasets, engine }),
    onBusy,
    onInternal,
  });
  const context: LabContext = { store, push, clock, queue, datasets, downloads, status, logger };
  const handlers: Handlers = {
    ...statusHandlers(context),
    ...datasetHandlers(context),
    ...downloadHandlers(context),
    ...augmentHandlers({ datasets, engine, viewer }),
    ...runHandlers(context),
    ...studyHandlers(context),
  };
  markInterrupted(store);
  logger.info({ store: store.folder }, 'lab opened');
  const backup = store.backUpWhenDue(clock()).catch(onInternal);
  if (!options.holdQueue) queue.wake();
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    viewer.close();
    await Promise.all([queue.close(), datasets.close(), downloads.close(), backup]);
    store.close();
    log.close();
  };
  return {
    handlers,
    request: requestServer(handlers, onInternal),
    onPush: pushes.add,
    isTraining: queue.isBusy,
    onTraining: training.add,
    close: () => (closed ??= close()),
  };
}

/** Whatever trained when the lab before was killed trains no more: trainers end with their lab. */
function markInterrupted({ runs, evaluations }: Store): void {
  const error = toAppError(new Problem('run.lab-died'));
  for (const id of runs.idsWithStatus('running')) runs.update(id, { status: 'interrupted', error });
  const died = toAppError(new Problem('evaluation.lab-died'));
  for (const each of evaluations.withStatus('running')) {
    evaluations.update({ ...each, status: 'failed', error: died });
  }
}

interface Preparation {
  readonly store: Store;
  readonly datasets: DatasetShelf;
  readonly engine: EngineLookup;
}

const preparer =
  ({ store, datasets, engine }: Preparation) =>
  async (run: RunSummary, isResume: boolean): Promise<Extract<TrainerCommand, { kind: 'start' }>> => {
    const id = run.config['dataset.id'];
    return {
      kind: 'start',
      config: run.config,
      dataset: await datasets.get(id),
      datasetFile: datasets.fileOf(id),
      checkpointFolder: checkpointFolder(store.folder, run.id),
      resume: isResume,
      engineFolder: engine()?.folder ?? null,
    };
  };
