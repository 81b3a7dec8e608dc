/** Columns of the table of runs: what they hold, how they sort, how wide they are. */

import type { DataTableColumn } from 'naive-ui';
import { h, type VNodeChild } from 'vue';
import { effectiveValue } from '#shared/config/diff';
import type { ConfigPath } from '#shared/config/fields';
import type { MetricName } from '#shared/metric';
import { runStatuses, type RunSummary } from '#shared/run';
import { formatDuration, formatMetric, noValue, type Locale } from '../../charts/format';
import NameCell from './NameCell.vue';
import StatusCell from './StatusCell.vue';

export interface ColumnWords {
  readonly language: Locale;
  readonly title: (key: string) => string;
  readonly value: (path: ConfigPath, run: RunSummary) => string;
  readonly name: (run: RunSummary) => string;
  readonly dataset: (run: RunSummary) => string;
  readonly study: (run: RunSummary) => string;
}

type Column = DataTableColumn<RunSummary>;

interface ColumnPlan {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly sorter: (a: RunSummary, b: RunSummary) => number;
  readonly render: (run: RunSummary) => VNodeChild;
  readonly align?: 'left' | 'right';
}

const column = ({ align = 'left', ...plan }: ColumnPlan): Column => ({ align, ellipsis: true, ...plan });

/** What is missing sorts last when the greatest come first. */
const numberOr = (value: unknown): number => (typeof value === 'number' ? value : -Infinity);

const byText =
  (text: (run: RunSummary) => string) =>
  (a: RunSummary, b: RunSummary): number =>
    text(a).localeCompare(text(b), undefined, { numeric: true });

const byNumber =
  (value: (run: RunSummary) => unknown) =>
  (a: RunSummary, b: RunSummary): number =>
    numberOr(value(a)) - numberOr(value(b));

function textColumn(
  key: string,
  width: number,
  words: ColumnWords,
  text: (run: RunSummary) => string,
): Column {
  return column({ key, title: words.title(key), width, sorter: byText(text), render: text });
}

function fieldColumn(key: string, width: number, words: ColumnWords, path: ConfigPath): Column {
  const valueOf = (run: RunSummary): unknown => effectiveValue(path, run.config);
  return column({
    key,
    title: words.title(key),
    width,
    align: 'right',
    sorter: byNumber(valueOf),
    render: (run) => words.value(path, run),
  });
}

function metricColumn(key: string, width: number, words: ColumnWords, metric: MetricName): Column {
  return column({
    key,
    title: words.title(key),
    width,
    align: 'right',
    sorter: byNumber((run) => run.metrics[metric]),
    render: (run) => formatMetric(metric, run.metrics[metric], words.language),
  });
}

/** How far and with what: the columns that tell runs apart at a glance come first. */
export function runColumns(words: ColumnWords): Column[] {
  return [
    { type: 'selection', width: 36, fixed: 'left' },
    statusColumn(words),
    nameColumn(words),
    metricColumn('linear', 104, words, 'linearAccuracy'),
    metricColumn('knn', 88, words, 'knnAccuracy'),
    metricColumn('uniformity', 116, words, 'uniformity'),
    metricColumn('tolerance', 112, words, 'tolerance'),
    fieldColumn('tau', 68, words, 'loss.temperature'),
    textColumn('loss', 148, words, (run) => words.value('loss.kind', run)),
    fieldColumn('k', 72, words, 'negatives.hardest'),
    textColumn('source', 124, words, (run) => words.value('negatives.source', run)),
    textColumn('dataset', 130, words, words.dataset),
    fieldColumn('epochs', 92, words, 'training.epochs'),
    fieldColumn('seed', 80, words, 'training.seed'),
    textColumn('study', 150, words, words.study),
    durationColumn(words),
    createdColumn(words),
  ];
}

function statusColumn(words: ColumnWords): Column {
  return column({
    key: 'status',
    title: words.title('status'),
    width: 124,
    sorter: (a, b) => runStatuses.indexOf(a.status) - runStatuses.indexOf(b.status),
    render: (run) => h(StatusCell, { run }),
  });
}

function nameColumn(words: ColumnWords): Column {
  return {
    key: 'name',
    title: words.title('name'),
    minWidth: 190,
    ellipsis: true,
    sorter: byText(words.name),
    render: (run) => h(NameCell, { run, name: words.name(run) }),
  };
}

function durationColumn(words: ColumnWords): Column {
  return column({
    key: 'duration',
    title: words.title('duration'),
    width: 112,
    align: 'right',
    sorter: byNumber((run) => run.durationSeconds),
    render: (run) =>
      run.durationSeconds > 0 ? formatDuration(run.durationSeconds, words.language) : noValue,
  });
}

function createdColumn(words: ColumnWords): Column {
  const when = new Intl.DateTimeFormat(words.language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return column({
    key: 'created',
    title: words.title('created'),
    width: 148,
    sorter: byNumber((run) => run.createdAtUnixMs),
    render: (run) => when.format(run.createdAtUnixMs),
  });
}
