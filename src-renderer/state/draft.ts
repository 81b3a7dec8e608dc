/** The run being set up. Kept while the person looks at other pages. */

import { computed, shallowRef } from 'vue';
import { checkConfig, checkValue } from '#shared/config/check';
import type { FieldProblem } from '#shared/config/combination';
import { sameValue } from '#shared/config/diff';
import {
  configPaths,
  isRelevant,
  type ConfigPath,
  type ConfigValue,
  type RunConfig,
} from '#shared/config/fields';
import { trainImagesUsed } from '#shared/config/hard-negatives';
import { presetConfig, type PresetName } from '#shared/config/presets';
import { expandGrid, type StudyAxis } from '#shared/study';
import { datasetById } from './datasets';

export const preset = shallowRef<PresetName>('quick-start');
export const draft = shallowRef<RunConfig>(presetConfig('quick-start'));
/** Temperatures of a study; one run takes its own from the configuration. */
export const isVarying = shallowRef(false);
export const variedTemperatures = shallowRef<readonly number[]>([0.07, 0.3, 0.7, 1]);
export const seedCount = shallowRef(1);
export const draftName = shallowRef('');

export function setField(path: ConfigPath, value: ConfigValue): void {
  draft.value = { ...draft.value, [path]: value };
}

/** Takes a starting point; the dataset stays. */
export function takePreset(name: PresetName): void {
  preset.value = name;
  draft.value = { ...presetConfig(name), 'dataset.id': draft.value['dataset.id'] };
}

export function takeConfig(config: RunConfig): void {
  draft.value = config;
  isVarying.value = false;
  seedCount.value = 1;
  draftName.value = '';
}

export const presetValue = (path: ConfigPath): ConfigValue => presetConfig(preset.value)[path];

/** The dataset is chosen, not preset. */
export const isChanged = (path: ConfigPath): boolean =>
  path !== 'dataset.id' && !sameValue(draft.value[path], presetValue(path));

export const changedAmong = (paths: readonly ConfigPath[]): number =>
  paths.filter((path) => isRelevant(path, draft.value) && isChanged(path)).length;

export const isStudyOfTemperatures = computed(
  () => isVarying.value && isRelevant('loss.temperature', draft.value),
);

export const studyAxes = computed<readonly StudyAxis[]>(() =>
  isStudyOfTemperatures.value ? [{ path: 'loss.temperature', values: variedTemperatures.value }] : [],
);

/** Every run that the button would start. */
export const plannedConfigs = computed<readonly RunConfig[]>(() =>
  expandGrid(draft.value, studyAxes.value, Math.max(1, Math.min(seedCount.value, 1000))),
);

const dataset = computed(() => datasetById(draft.value['dataset.id']));
export const trainImages = computed(() => dataset.value?.splits.train.count ?? 0);

export const usedImages = computed(() => trainImagesUsed(draft.value, { trainImages: trainImages.value }));

const variedProblems = computed<readonly FieldProblem[]>(() => {
  if (!isStudyOfTemperatures.value) return [];
  return variedTemperatures.value.flatMap((tau) => {
    const problem = checkValue('loss.temperature', tau);
    return problem ? [{ path: 'loss.temperature' as const, problem }] : [];
  });
});

/** What is wrong, by field; empty where the run can start. */
export const draftProblems = computed<readonly FieldProblem[]>(() => {
  if (trainImages.value === 0) return [];
  const context = { trainImages: trainImages.value, side: dataset.value?.image[0] ?? 0 };
  const own = checkConfig(draft.value, context).filter(
    ({ path }) => !(isStudyOfTemperatures.value && path === 'loss.temperature'),
  );
  return [...own, ...variedProblems.value];
});

export const problemAt = (path: ConfigPath): FieldProblem['problem'] | undefined =>
  draftProblems.value.find((found) => found.path === path)?.problem;

export const isStartable = computed(
  () =>
    trainImages.value > 0 &&
    draftProblems.value.length === 0 &&
    plannedConfigs.value.length > 0 &&
    Number.isInteger(seedCount.value) &&
    seedCount.value >= 1,
);

export const optimiserPaths = configPaths.filter((path) => path.startsWith('optimizer.'));
export const augmentationPaths = configPaths.filter((path) => path.startsWith('augment.'));
export const evaluationPaths: readonly ConfigPath[] = [
  ...configPaths.filter((path) => path.startsWith('evaluation.') || path.startsWith('encoder.')),
  'training.checkpointEvery',
];
export const trainingPaths: readonly ConfigPath[] = [
  'training.epochs',
  'training.batchSize',
  'training.seed',
];
