/** Names and help of fields, and sentences of problems, in the language in use. */

import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { configPaths, fieldAt, type ConfigPath, type ConfigValue } from '#shared/config/fields';
import { sentences } from '#shared/problem-sentences';
import type { DatasetInfo } from '#shared/dataset';
import { protocolSentences, type ProtocolEntry } from '#shared/protocol';
import { fillSentence, type AppError, type ProblemDetails } from '#shared/result';
import type { RunSummary } from '#shared/run';
import { runName } from '#shared/study';
import { formatCount, type Locale } from '../charts/format';
import { classNamesText, datasetNameText } from './builtin-texts';
import { choiceLabelsEn, fieldLabelsEn } from './field-texts-en';
import { choiceLabelsZh, fieldHelpZh, fieldLabelsZh } from './field-texts-zh';
import { protocolSentencesZh } from './protocol-zh';
import { sentencesZh } from './sentences-zh';

/** Whoever meets these typed the path. */
const codesOfPaths: ReadonlySet<string> = new Set(['config.unknown-path', 'config.bad-assignment']);

/** A form's sentence calls a field by its name, not by its path. */
function withNames(sentence: string, labels: Readonly<Record<ConfigPath, string>>): string {
  return longestFirst.reduce((text, path) => text.replaceAll(path, labels[path]), sentence);
}

/** Some paths begin with another one. */
const longestFirst = [...configPaths].sort((a, b) => b.length - a.length);

/** Details that name choices of a field. */
const namesOfChoices = ['loss', 'encoder', 'choices'] as const;

function withChoiceNames(details: ProblemDetails, choices: Readonly<Record<string, string>>): ProblemDetails {
  const named = namesOfChoices.flatMap((key) => {
    const names = details[key];
    return names === undefined
      ? []
      : [
          [
            key,
            String(names)
              .split(', ')
              .map((name) => choices[name] ?? name)
              .join(', '),
          ] as const,
        ];
  });
  return { ...details, ...Object.fromEntries(named) };
}

export function problemSentence(problem: AppError, locale: Locale): string {
  const labels = locale === 'zh' ? fieldLabelsZh : fieldLabelsEn;
  const template = (locale === 'zh' ? sentencesZh : sentences)[problem.code];
  const isOfForm = problem.code.startsWith('config.') && !codesOfPaths.has(problem.code);
  if (!isOfForm) return fillSentence(template, problem.details);
  const choices = locale === 'zh' ? choiceLabelsZh : choiceLabelsEn;
  return withNames(fillSentence(template, withChoiceNames(problem.details, choices)), labels);
}

export function protocolText(entry: Omit<ProtocolEntry, 'text'>, locale: Locale): string {
  const sentences = locale === 'zh' ? protocolSentencesZh : protocolSentences;
  return [entry, ...(entry.notes ?? [])]
    .map(({ code, details }) => fillSentence(sentences[code], details))
    .join(locale === 'zh' ? '' : ' ');
}

/** What 0 means where it is no amount. */
const zeroWords: Readonly<Record<Locale, Partial<Record<ConfigPath, string>>>> = {
  en: {
    'dataset.limit': 'all',
    'dataset.holdout': 'none',
    'dataset.perClass': 'all',
    'dataset.labelNoise': 'none',
    'loss.temperaturePeriod': 'whole run',
    'optimizer.clipNorm': 'off',
    'optimizer.averageDecay': 'off',
    'training.keepEvery': 'none',
  },
  zh: {
    'dataset.limit': '全部',
    'dataset.holdout': '不留出',
    'dataset.perClass': '全部',
    'dataset.labelNoise': '无',
    'loss.temperaturePeriod': '整个运行',
    'optimizer.clipNorm': '关闭',
    'optimizer.averageDecay': '关闭',
    'training.keepEvery': '不保留',
  },
};

export function valueText(path: ConfigPath, value: ConfigValue | undefined, locale: Locale): string {
  if (value === undefined) return '–';
  if (value === 0 && zeroWords[locale][path] !== undefined) return zeroWords[locale][path];
  const choices = locale === 'zh' ? choiceLabelsZh : choiceLabelsEn;
  const field = fieldAt(path);
  if (field.kind === 'choice' || field.kind === 'boolean') return choices[String(value)] ?? String(value);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'number') return String(value);
  if (path === 'training.seed') return String(value);
  if (field.kind === 'number' && field.integer) return formatCount(value, locale);
  return String(Number(value.toPrecision(4)));
}

function withUnit(path: ConfigPath, value: ConfigValue, locale: Locale): string {
  const text = valueText(path, value, locale);
  const name = fieldAt(path).unit;
  if (name === '' || text === zeroWords[locale][path]) return text;
  const unit = (locale === 'zh' ? choiceLabelsZh : choiceLabelsEn)[name] ?? name;
  return `${text} ${value === 1 && locale === 'en' ? unit.replace(/s$/, '') : unit}`;
}

/** A name that the lab gave is translated; one that a person gave is theirs. */
export function runNameText(run: Pick<RunSummary, 'name' | 'config'>, locale: Locale): string {
  const kind = run.config['loss.kind'];
  const given = runName(run.config);
  if (locale === 'en' || run.name !== given) return run.name;
  return given.replace(kind.replace('-', ' '), choiceLabelsZh[kind] ?? kind);
}

const quickStartName = 'Quick start';

export function studyNameText(name: string, locale: Locale): string {
  return locale === 'zh' && name === quickStartName ? (choiceLabelsZh['quick-start'] ?? name) : name;
}

export function useTexts() {
  const { locale } = useI18n();
  const language = computed<Locale>(() => (locale.value === 'zh' ? 'zh' : 'en'));
  const isZh = computed(() => language.value === 'zh');
  return {
    language,
    label: (path: ConfigPath): string => (isZh.value ? fieldLabelsZh : fieldLabelsEn)[path],
    help: (path: ConfigPath): string => (isZh.value ? fieldHelpZh[path] : fieldAt(path).help),
    /** What 0 is called where it is no amount. */
    zeroWord: (path: ConfigPath): string | undefined => zeroWords[language.value][path],
    choice: (name: string): string => (isZh.value ? choiceLabelsZh : choiceLabelsEn)[name] ?? name,
    unit: (path: ConfigPath): string => {
      const { unit } = fieldAt(path);
      return (isZh.value ? choiceLabelsZh : choiceLabelsEn)[unit] ?? unit;
    },
    value: (path: ConfigPath, value: ConfigValue | undefined): string =>
      valueText(path, value, language.value),
    withUnit: (path: ConfigPath, value: ConfigValue): string => withUnit(path, value, language.value),
    runName: (run: Pick<RunSummary, 'name' | 'config'>): string => runNameText(run, language.value),
    studyName: (study: { readonly name: string }): string => studyNameText(study.name, language.value),
    sentence: (problem: AppError): string => problemSentence(problem, language.value),
    protocol: (entry: ProtocolEntry): string => protocolText(entry, language.value),
    datasetName: (dataset: Pick<DatasetInfo, 'id' | 'name'>): string =>
      datasetNameText(dataset, language.value),
    classNames: (dataset: Pick<DatasetInfo, 'id' | 'classes'>): readonly string[] =>
      classNamesText(dataset, language.value),
  };
}
