/** Names that come with the program but are stored as data: the built-in dataset and its classes. */

import { builtinDatasetId, type DatasetInfo } from '#shared/dataset';
import type { Locale } from '../charts/format';

const builtinNameZh = '图形';

const builtinClassesZh: Readonly<Record<string, string>> = {
  circle: '圆',
  crescent: '月牙',
  ring: '圆环',
  spiral: '螺旋',
  star: '星形',
  flower: '花',
  heart: '心形',
  drop: '水滴',
  triangle: '三角形',
  square: '正方形',
};

const isTranslated = (dataset: Pick<DatasetInfo, 'id'>, locale: Locale): boolean =>
  locale === 'zh' && dataset.id === builtinDatasetId;

export const datasetNameText = (dataset: Pick<DatasetInfo, 'id' | 'name'>, locale: Locale): string =>
  isTranslated(dataset, locale) ? builtinNameZh : dataset.name;

export const classNamesText = (
  dataset: Pick<DatasetInfo, 'id' | 'classes'>,
  locale: Locale,
): readonly string[] =>
  isTranslated(dataset, locale)
    ? dataset.classes.map((name) => builtinClassesZh[name] ?? name)
    : dataset.classes;
