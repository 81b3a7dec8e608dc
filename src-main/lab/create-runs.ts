import { customAlphabet } from 'nanoid';
import type { RunConfig } from '#shared/config/fields';
import { imagesUsed } from '#shared/config/selection';
import type { DatasetInfo } from '#shared/dataset';
import type { RunProgress } from '#shared/run';
import { runName, type Study } from '#shared/study';
import type { LabContext } from './lab-context';
import { assertRunnable } from './parse-config';

/** Short enough to type, without letters that look alike, and never starting with the dash of an option. */
export const newId = customAlphabet('23456789abcdefghijkmnpqrstuvwxyz', 10);

export interface NewRuns {
  readonly configs: readonly RunConfig[];
  /** For a single run that a person named. */
  readonly name?: string | undefined;
  readonly study?: Omit<Study, 'runIds'>;
}

/** Checks every configuration, then queues all of the runs or, where one cannot run, none. */
export async function createRuns(
  context: LabContext,
  { configs, name, study }: NewRuns,
): Promise<readonly string[]> {
  const { store, datasets, clock, queue } = context;
  const drafts: { readonly config: RunConfig; readonly dataset: DatasetInfo }[] = [];
  for (const config of configs) {
    const dataset = await datasets.get(config['dataset.id']);
    assertRunnable(config, dataset);
    drafts.push({ config, dataset });
  }
  const ids = store.transaction(() => {
    if (study) store.studies.insert(study);
    return drafts.map(({ config, dataset }) => {
      const id = newId();
      store.runs.insert({
        id,
        name: name?.trim() || runName(config),
        studyId: study?.id ?? null,
        config,
        createdAtUnixMs: clock(),
        progress: firstProgress(config, dataset),
      });
      return id;
    });
  });
  tellRuns(context, ids);
  queue.wake();
  return ids;
}

export function tellRuns({ store, push }: LabContext, ids: readonly string[]): void {
  const changed = ids.flatMap((id) => store.runs.get(id) ?? []);
  if (changed.length > 0) push('runs.changed', changed);
}

function firstProgress(config: RunConfig, dataset: DatasetInfo): RunProgress {
  const images = imagesUsed(config, dataset.splits).trained;
  const totalEpochs = config['training.epochs'];
  // The last batch of an epoch is dropped where it is not full.
  const totalSteps = totalEpochs * Math.floor(images / config['training.batchSize']);
  return {
    step: 0,
    totalSteps,
    epoch: 0,
    totalEpochs,
    phase: 'starting',
    imagesPerSecond: null,
    secondsLeft: null,
  };
}
