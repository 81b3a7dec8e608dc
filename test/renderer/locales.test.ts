import { describe, expect, it } from 'vitest';
import { configPaths, defaultConfig, fieldAt } from '../../src-shared/config/fields';
import { presetNames } from '../../src-shared/config/presets';
import { metricNames } from '../../src-shared/metric';
import { sentences, type ProblemCode } from '../../src-shared/problem-sentences';
import { runStatuses } from '../../src-shared/run';
import { runName } from '../../src-shared/study';
import { en } from '../../src-renderer/locales/en';
import { protocolSentences, type ProtocolCode } from '../../src-shared/protocol';
import { builtinClasses } from '../../src-main/datasets/builtin/generate-builtin';
import { classNamesText, datasetNameText } from '../../src-renderer/locales/builtin-texts';
import { protocolSentencesZh } from '../../src-renderer/locales/protocol-zh';
import { choiceLabelsEn, fieldLabelsEn } from '../../src-renderer/locales/field-texts-en';
import { choiceLabelsZh, fieldHelpZh, fieldLabelsZh } from '../../src-renderer/locales/field-texts-zh';
import { sentencesZh } from '../../src-renderer/locales/sentences-zh';
import { problemSentence, runNameText, studyNameText, valueText } from '../../src-renderer/locales/texts';
import { zh } from '../../src-renderer/locales/zh';

const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Each message by its dotted key. */
function flatten(messages: object, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

const english = flatten(en);
const chinese = flatten(zh);

describe('the interface in Chinese', () => {
  it('has the keys of the English one', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each([...english])('%s has the same placeholders and forms', (key, text) => {
    const other = chinese.get(key) ?? '';
    expect(placeholders(other)).toEqual(placeholders(text));
    expect(other.split(' | ').length).toBe(text.split(' | ').length);
  });

  it('leaves nothing in English but names and symbols', () => {
    const formats = ['IDX', 'CIFAR Python', 'SVHN', 'STL-10', 'NumPy .npz', 'Parquet', 'ImageNet-100'];
    const symbols = ['k', 'n', 'τ', 'kNN', ...formats];
    const withoutPlaceholders = (text: string): string => text.replace(/\{\w+\}/g, '');
    const untranslated = [...chinese.values()].filter(
      (text) => /\p{L}/u.test(withoutPlaceholders(text)) && !hasChinese(text) && !symbols.includes(text),
    );
    expect(untranslated).toEqual([]);
  });

  it.each(['status', 'metric', 'metricAxis'] as const)('names every %s', (group) => {
    const expected = group === 'status' ? runStatuses : metricNames;
    expect(Object.keys(en[group]).sort()).toEqual([...expected].sort());
  });
});

describe('sentences of problems', () => {
  it.each(Object.keys(sentences) as ProblemCode[])(
    '%s has a Chinese template with the same details',
    (code) => {
      expect(placeholders(sentencesZh[code])).toEqual(placeholders(sentences[code]));
      if (sentences[code] !== '{reason}') expect(hasChinese(sentencesZh[code])).toBe(true);
    },
  );

  it('call a field by its name', () => {
    const problem = {
      code: 'config.not-positive',
      message: '',
      details: { path: 'loss.temperature', found: -1 },
    } as const;
    expect(problemSentence(problem, 'en')).toBe('Expected Temperature τ to be greater than 0, got -1.');
    expect(problemSentence(problem, 'zh')).toBe('温度 τ应大于 0，却得到 -1。');
  });

  it('call it so too where the path is part of the sentence', () => {
    const problem = {
      code: 'config.too-many-hardest',
      message: '',
      details: { available: 126, found: 500 },
    } as const;
    expect(problemSentence(problem, 'en')).toContain('Expected Nearest negatives k to be at most 126');
  });

  it('keep a path that is no field', () => {
    const problem = {
      code: 'config.unknown-path',
      message: '',
      details: { path: 'loss.temprature', nearest: 'loss.temperature' },
    } as const;
    expect(problemSentence(problem, 'en')).toContain('"loss.temprature"');
  });
});

describe('fields', () => {
  it.each(configPaths)('%s has a name in both languages and Chinese help', (path) => {
    expect(fieldLabelsEn[path]).not.toBe('');
    expect(fieldLabelsZh[path]).not.toBe('');
    expect(hasChinese(fieldHelpZh[path])).toBe(true);
    expect(fieldAt(path).help).not.toBe('');
  });

  it('have names for all their choices and units, and so have presets', () => {
    const words = configPaths.flatMap((path) => {
      const field = fieldAt(path);
      return [...(field.kind === 'choice' ? field.choices : []), field.unit];
    });
    for (const word of [...words, ...presetNames].filter((name) => name !== '')) {
      expect(choiceLabelsEn).toHaveProperty([word]);
      expect(choiceLabelsZh).toHaveProperty([word]);
    }
    expect(Object.keys(choiceLabelsZh).sort()).toEqual(Object.keys(choiceLabelsEn).sort());
  });
});

describe('names', () => {
  const config = { ...defaultConfig, 'loss.kind': 'hard-simple', 'negatives.hardest': 40 } as const;

  it('that the lab gave are translated', () => {
    expect(runNameText({ name: runName(config), config }, 'zh')).toBe('难负样本简单 k 40');
    expect(runNameText({ name: runName(config), config }, 'en')).toBe('hard simple k 40');
    expect(studyNameText('Quick start', 'zh')).toBe('快速上手');
  });

  it('that a person gave are theirs', () => {
    expect(runNameText({ name: 'my best', config }, 'zh')).toBe('my best');
    expect(studyNameText('Quick starts', 'zh')).toBe('Quick starts');
  });
});

describe('values', () => {
  it.each([
    ['dataset.limit', 0, 'all'],
    ['dataset.limit', 5000, '5,000'],
    ['loss.temperature', 0.07, '0.07'],
    ['training.seed', 12_345, '12345'],
    ['augment.aspect', 4 / 3, '1.333'],
    ['optimizer.decayAll', true, 'yes'],
    ['optimizer.stepEpochs', [160, 190], '160, 190'],
    ['loss.kind', 'hard-simple', 'Hard simple'],
    ['negatives.hardest', undefined, '–'],
  ] as const)('%s %s reads %s', (path, value, written) => {
    expect(valueText(path, value, 'en')).toBe(written);
  });
});

describe('what is stored as data', () => {
  it.each(Object.keys(protocolSentences) as ProtocolCode[])(
    'the protocol %s has a Chinese template',
    (code) => {
      expect(placeholders(protocolSentencesZh[code])).toEqual(placeholders(protocolSentences[code]));
      expect(hasChinese(protocolSentencesZh[code])).toBe(true);
    },
  );

  it('the built-in dataset and its classes have Chinese names, a person’s own keep theirs', () => {
    const builtin = { id: 'builtin', name: 'Shapes', classes: builtinClasses };
    expect([datasetNameText(builtin, 'zh'), ...classNamesText(builtin, 'zh')].every(hasChinese)).toBe(true);
    expect(classNamesText(builtin, 'en')).toEqual(builtinClasses);
    const own = { id: 'own', name: 'Shapes', classes: ['circle'] };
    expect([datasetNameText(own, 'zh'), ...classNamesText(own, 'zh')]).toEqual(['Shapes', 'circle']);
  });
});
