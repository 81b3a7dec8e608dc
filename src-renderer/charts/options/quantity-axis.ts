/** An axis for a field or a measure: even in ratios where that is how it is chosen, in categories where it is no number. */

import { isConfigPath, type ConfigPath, type ConfigValue } from '#shared/config/fields';
import { metricInfo, type MetricName } from '#shared/metric';
import { formatCount, type Locale } from '../format';
import { compareValues } from '../group-lines';
import { isLogarithmic, type Quantity } from '../quantity';
import { chartTheme, fontFamily, fontSize, type ThemeName } from '../theme';
import { fixedTicks, logTicks, tauAxisRange, tauTicks, xAxis, yAxis, type Range } from './axes';

export interface QuantityAxisInput {
  readonly side: 'x' | 'y';
  readonly quantity: Quantity;
  /** Of everything that is drawn along it; what has none is left out. */
  readonly values: readonly (ConfigValue | undefined)[];
  readonly name: string;
  readonly theme: ThemeName;
  readonly locale: Locale;
  /** A value of a field as people read it. */
  readonly text: (path: ConfigPath, value: ConfigValue) => string;
}

export interface QuantityAxis {
  readonly axis: object;
  /** Where a value is drawn, or null where it has no place. */
  readonly at: (value: ConfigValue | undefined) => number | null;
  /** From end to end, for lines through the whole plot; of categories from the first to the last. */
  readonly range: Range;
  readonly isLog: boolean;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Room on either side as a share of the range, so that no mark lies on an axis. */
const room = 0.06;

function linearRange(numbers: readonly number[]): Range {
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const around = (max - min) * room || Math.abs(max) * 0.1 || 1;
  return { min: min - around, max: max + around };
}

function logRange(numbers: readonly number[]): Range {
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const factor = Math.max(max / min, 2) ** room;
  return { min: min / factor, max: max * factor };
}

/** In percent where the measure is a share; whole numbers with their thousands. */
const writer =
  (quantity: Quantity, locale: Locale) =>
  (value: number): string => {
    const { format } = isConfigPath(quantity) ? { format: null } : metricInfo(quantity satisfies MetricName);
    const shown = format === 'percent' ? value * 100 : value;
    const isLargeWhole = Number.isInteger(shown) && Math.abs(shown) >= 1000 && quantity !== 'training.seed';
    return isLargeWhole ? formatCount(shown, locale) : String(Number(shown.toPrecision(4))).replace('-', '−');
  };

function numericAxis(input: QuantityAxisInput, numbers: readonly number[]): QuantityAxis {
  const { side, quantity, name, theme, locale } = input;
  const build = side === 'x' ? xAxis : yAxis;
  const format = writer(quantity, locale);
  const isLog = isLogarithmic(quantity) && numbers.every((value) => value > 0);
  const at = (value: ConfigValue | undefined): number | null => (isNumber(value) ? value : null);
  if (!isLog) {
    const range = linearRange(numbers);
    return { axis: { ...build({ theme, name, format }), ...range }, at, range, isLog };
  }
  const isTau = quantity === 'loss.temperature';
  const range = isTau ? tauAxisRange(numbers) : logRange(numbers);
  const ticks = isTau ? tauTicks.filter((tick) => tick >= range.min && tick <= range.max) : logTicks(range);
  const axis = build({ theme, name, format, scale: 'log' });
  return { axis: fixedTicks(axis, range, ticks), at, range, isLog };
}

function categoryAxis(input: QuantityAxisInput, values: readonly ConfigValue[]): QuantityAxis {
  const { side, quantity, name, theme, text } = input;
  const distinct = [...new Map(values.map((value) => [String(value), value])).values()].sort(compareValues);
  const places = new Map(distinct.map((value, i) => [String(value), i]));
  const build = side === 'x' ? xAxis : yAxis;
  const axis = {
    ...build({ theme, name }),
    type: 'category' as const,
    data: distinct.map((value) => (isConfigPath(quantity) ? text(quantity, value) : String(value))),
    axisLabel: {
      color: chartTheme(theme).textMuted,
      fontFamily,
      fontSize,
      hideOverlap: true,
      width: side === 'x' ? 108 : 88,
      overflow: 'truncate' as const,
    },
  };
  return {
    axis,
    at: (value) => places.get(String(value)) ?? null,
    range: { min: 0, max: Math.max(0, distinct.length - 1) },
    isLog: false,
  };
}

/** Room for the names of categories to the left of the plot, in pixels; numbers need less. */
export const leftRoom = (values: readonly (ConfigValue | undefined)[]): number =>
  values.every((value) => value === undefined || isNumber(value)) ? 60 : 104;

export function quantityAxis(input: QuantityAxisInput): QuantityAxis {
  const values = input.values.filter((value): value is ConfigValue => value !== undefined);
  const numbers = values.filter(isNumber);
  if (values.length === 0) return numericAxis(input, [0, 1]);
  return numbers.length === values.length ? numericAxis(input, numbers) : categoryAxis(input, values);
}
