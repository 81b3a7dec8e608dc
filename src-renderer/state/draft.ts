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
import { contextOf, hardNegatives } from '#shared/config/hard-negatives';
import { imagesUsed } from '#shared/config/selection';
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

/** Images that the encoder would learn from; 0 as long as the dataset is not known. */
export const usedImages = computed(() =>
  dataset.value ? imagesUsed(draft.value, dataset.value.splits).trained : 0,
);
export const hasUnlabelled = computed(
  () => dataset.value !== undefined && 'unlabelled' in dataset.value.splits,
);

const variedProblems = computed<readonly FieldProblem[]>(() => {
  if (!isStudyOfTemperatures.value) return [];
  return variedTemperatures.value.flatMap((tau) => {
    const problem = checkValue('loss.temperature', tau);
    return problem ? [{ path: 'loss.temperature' as const, problem }] : [];
  });
});

/** What is wrong, by field; empty where the run can start. */
export const draftProblems = computed<readonly FieldProblem[]>(() => {
  if (!dataset.value) return [];
  const own = checkConfig(draft.value, contextOf(dataset.value)).filter(
    ({ path }) => !(isStudyOfTemperatures.value && path === 'loss.temperature'),
  );
  return [...own, ...variedProblems.value];
});

export const problemAt = (path: ConfigPath): FieldProblem['problem'] | undefined =>
  draftProblems.value.find((found) => found.path === path)?.problem;

export const isStartable = computed(
  () =>
    dataset.value !== undefined &&
    draftProblems.value.length === 0 &&
    plannedConfigs.value.length > 0 &&
    Number.isInteger(seedCount.value) &&
    seedCount.value >= 1,
);

export const problemsAmong = (paths: readonly ConfigPath[]): number =>
  draftProblems.value.filter(({ path }) => paths.includes(path)).length;

/** k and α say the same in two ways, so changing the way keeps what is said. */
export function setSelectBy(way: RunConfig['negatives.selectBy']): void {
  const hard = hardNegatives(draft.value, usedImages.value);
  const carried =
    hard === null || !Number.isFinite(hard.alpha)
      ? {}
      : way === 'share'
        ? { 'negatives.hardestShare': Math.min(1, Number(hard.alpha.toPrecision(4))) }
        : { 'negatives.hardest': hard.k };
  draft.value = { ...draft.value, ...carried, 'negatives.selectBy': way };
}

const pathsOf = (group: string): readonly ConfigPath[] =>
  configPaths.filter((path) => path.startsWith(`${group}.`));

export const schedulePaths: readonly ConfigPath[] = [
  'loss.temperatureSchedule',
  'loss.temperatureEnd',
  'loss.temperaturePeriod',
  'loss.temperatureStepEpochs',
  'loss.temperatureStepFactor',
];
/** What a loss takes besides τ. */
export const lossPaths = pathsOf('loss').filter(
  (path) => path !== 'loss.kind' && path !== 'loss.temperature' && !schedulePaths.includes(path),
);
/** Which of the images are used, for what. */
export const selectionPaths = pathsOf('dataset').filter(
  (path) => path !== 'dataset.id' && path !== 'dataset.limit',
);
export const optimiserPaths = pathsOf('optimizer');
export const augmentationPaths = pathsOf('augment');
export const encoderPaths = pathsOf('encoder');
export const evaluationPaths: readonly ConfigPath[] = [
  ...pathsOf('evaluation'),
  'training.measureEvery',
  'training.checkpointEvery',
  'training.keepEvery',
];
export const trainingPaths: readonly ConfigPath[] = [
  'training.epochs',
  'training.batchSize',
  'training.seed',
  'training.accumulation',
];
