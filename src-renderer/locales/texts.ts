/** Names and help of fields, and sentences of problems, in the language in use. */

import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { fieldAt, type ConfigPath, type ConfigValue } from '#shared/config/fields';
import { sentences } from '#shared/problem-sentences';
import { fillSentence, type AppError, type ProblemDetails } from '#shared/result';
import { formatCount, type Locale } from '../charts/format';
import { choiceLabelsEn, fieldLabelsEn } from './field-texts-en';
import { choiceLabelsZh, fieldHelpZh, fieldLabelsZh } from './field-texts-zh';
import { sentencesZh } from './sentences-zh';

/** In a sentence a field goes by its name, not by its path. */
function named(details: ProblemDetails, labels: Readonly<Record<string, string>>): ProblemDetails {
  const label = labels[String(details['path'])];
  return label === undefined ? details : { ...details, path: label };
}

export function problemSentence(problem: AppError, locale: Locale): string {
  const labels = locale === 'zh' ? fieldLabelsZh : fieldLabelsEn;
  const template = (locale === 'zh' ? sentencesZh : sentences)[problem.code];
  return fillSentence(template, named(problem.details, labels));
}

const noLimit: Readonly<Record<Locale, string>> = { en: 'all', zh: '全部' };

export function valueText(path: ConfigPath, value: ConfigValue | undefined, locale: Locale): string {
  if (value === undefined) return '–';
  if (path === 'dataset.limit' && value === 0) return noLimit[locale];
  const choices = locale === 'zh' ? choiceLabelsZh : choiceLabelsEn;
  const field = fieldAt(path);
  if (field.kind === 'choice' || field.kind === 'boolean') return choices[String(value)] ?? String(value);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'number') return String(value);
  if (path === 'training.seed') return String(value);
  if (field.kind === 'number' && field.integer) return formatCount(value, locale);
  return String(Number(value.toPrecision(4)));
}

export function useTexts() {
  const { locale } = useI18n();
  const language = computed<Locale>(() => (locale.value === 'zh' ? 'zh' : 'en'));
  const isZh = computed(() => language.value === 'zh');
  return {
    language,
    label: (path: ConfigPath): string => (isZh.value ? fieldLabelsZh : fieldLabelsEn)[path],
    help: (path: ConfigPath): string => (isZh.value ? fieldHelpZh[path] : fieldAt(path).help),
    choice: (name: string): string => (isZh.value ? choiceLabelsZh : choiceLabelsEn)[name] ?? name,
    unit: (path: ConfigPath): string => {
      const { unit } = fieldAt(path);
      return (isZh.value ? choiceLabelsZh : choiceLabelsEn)[unit] ?? unit;
    },
    value: (path: ConfigPath, value: ConfigValue | undefined): string =>
      valueText(path, value, language.value),
    sentence: (problem: AppError): string => problemSentence(problem, language.value),
  };
}
