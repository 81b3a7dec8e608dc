/** Numbers as people read them: few digits, always the same number of them, so that columns stand still. */

import { isMetricName, metricInfo } from '#shared/metric';

export type Locale = 'en' | 'zh';

/** Where there is no value. */
export const noValue = '–';

/** A minus sign as wide as a digit, which the hyphen of `toFixed` is not. */
const withMinus = (written: string): string => written.replace('-', '−');

const fixed = (value: number, digits: number): string => withMinus(value.toFixed(digits));

/** Four decimals, or an exponent where they would all be noughts, as for small learning rates. */
const fourDecimals = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.001 ? withMinus(value.toExponential(1)) : fixed(value, 4);

export const formatCount = (count: number, locale: Locale): string =>
  Number.isFinite(count) ? withMinus(new Intl.NumberFormat(locale).format(Math.round(count))) : noValue;

/** A measure with its unit: `76.35%`, `1.874`, `412/s`. Names that are not measures get four decimals. */
export function formatMetric(name: string, value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  switch (isMetricName(name) ? metricInfo(name).format : 'four-decimals') {
    case 'percent':
      return `${fixed(value * 100, 2)}%`;
    case 'three-decimals':
      return fixed(value, 3);
    case 'four-decimals':
      return fourDecimals(value);
    case 'rate':
      return `${formatCount(value, locale)}/s`;
  }
}

const units = {
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
  zh: { day: ' 天', hour: ' 小时', minute: ' 分', second: ' 秒' },
} as const;

/** The two greatest units that count: `3 d 4 h`, `2 h 14 min`, `5 min 3 s`, `42 s`. */
export function formatDuration(seconds: number | null | undefined, locale: Locale): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return noValue;
  const unit = units[locale];
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${unit.second}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${unit.minute} ${whole % 60}${unit.second}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}${unit.hour} ${minutes % 60}${unit.minute}`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)}${unit.day} ${hours % 24}${unit.hour}`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Three significant digits in powers of 1000: `512 B`, `1.54 GB`. */
export function formatBytes(sizeBytes: number | null | undefined): string {
  if (sizeBytes === null || sizeBytes === undefined || !Number.isFinite(sizeBytes) || sizeBytes < 0)
    return noValue;
  let value = sizeBytes;
  let index = 0;
  // 999.5 would be written as 1000 of its unit.
  while (value >= 999.5 && index < byteUnits.length - 1) {
    value /= 1000;
    index += 1;
  }
  const digits = index === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${byteUnits[index] ?? ''}`;
}
