import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatMetric } from '../../src-renderer/charts/format';

test.each([
  ['linearAccuracy', 0.7635, '76.35%'],
  ['knnAccuracy', 1, '100.00%'],
  ['uniformity', 1.87449, '1.874'],
  ['tolerance', -0.05, '−0.050'],
  ['loss', 4.84, '4.8400'],
  ['learningRate', 0.00003, '3.0e−5'],
  ['learningRate', 0, '0.0000'],
  ['imagesPerSecond', 1234.4, '1,234/s'],
  ['loss', NaN, '–'],
  ['loss', Infinity, '–'],
])('%s %d is written %s', (name, value, written) => {
  expect(formatMetric(name, value, 'en')).toBe(written);
});

test('a measure without a value is a dash', () => {
  expect(formatMetric('loss', undefined, 'en')).toBe('–');
  expect(formatMetric('loss', null, 'zh')).toBe('–');
});

test.each([
  [0, '0 s', '0 秒'],
  [42.4, '42 s', '42 秒'],
  // 59.6 s round to a minute, not to 60 s.
  [59.6, '1 min 0 s', '1 分 0 秒'],
  [303, '5 min 3 s', '5 分 3 秒'],
  [3599.7, '1 h 0 min', '1 小时 0 分'],
  [8040, '2 h 14 min', '2 小时 14 分'],
  [86_390, '1 d 0 h', '1 天 0 小时'],
  [273_600, '3 d 4 h', '3 天 4 小时'],
])('%d seconds', (seconds, en, zh) => {
  expect(formatDuration(seconds, 'en')).toBe(en);
  expect(formatDuration(seconds, 'zh')).toBe(zh);
});

test('no duration is a dash', () => {
  expect(formatDuration(null, 'en')).toBe('–');
  expect(formatDuration(NaN, 'en')).toBe('–');
});

test('counts and bytes', () => {
  expect(formatCount(50_000, 'en')).toBe('50,000');
  expect(formatCount(-3, 'zh')).toBe('−3');
  expect([0, 512, 999, 1000, 1536, 15_360, 999_600, 153_600_000].map((size) => formatBytes(size))).toEqual([
    '0 B',
    '512 B',
    '999 B',
    '1.00 kB',
    '1.54 kB',
    '15.4 kB',
    '1.00 MB',
    '154 MB',
  ]);
  expect(formatBytes(null)).toBe('–');
});
