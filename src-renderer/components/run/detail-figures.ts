/** All figures of a run's details, redrawn as they come. */

import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useTexts } from '../../locales/texts';
import { datasetById } from '../../state/datasets';
import { isDark } from '../../state/preferences';
import { embeddingFigures } from './embedding-figures';
import type { DetailFigure, DetailFigureInput, FigureContext } from './figure-context';
import { trainingFigures } from './training-figures';

export function useDetailFigures(input: () => DetailFigureInput): ComputedRef<readonly DetailFigure[]> {
  const { t } = useI18n();
  const { classNames, language } = useTexts();
  return computed(() => {
    const dataset = datasetById(input().run.config['dataset.id']);
    const context: FigureContext = {
      ...input(),
      t: (key, named = {}) => t(key, named),
      theme: isDark.value ? 'dark' : 'light',
      locale: language.value,
      classes: dataset ? classNames(dataset) : [],
    };
    return [...embeddingFigures(context), ...trainingFigures(context)];
  });
}
