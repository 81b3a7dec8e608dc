/**
 * The quick-start study over three seeds, each of which changes the images and the training: the table of the README.
 * TAU_LAB_BENCH_SEEDS=1,2,3 chooses other seeds.
 */

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'vitest';
import type { RunConfig } from '../../src-shared/config/fields';
import type { FinalMetrics, MetricName } from '../../src-shared/metric';
import { quickStartConfigs, runName } from '../../src-shared/study';
import { builtinData } from '../helpers/builtin-data';
import { useTensorFlow } from '../helpers/engine';
import { trainToEnd } from '../helpers/train-to-end';

useTensorFlow();

const seeds = (process.env['TAU_LAB_BENCH_SEEDS'] ?? '1,2,3').split(',').map(Number);

interface Row {
  readonly config: RunConfig;
  readonly seed: number;
  readonly metrics: FinalMetrics;
  readonly seconds: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / Math.max(1, values.length - 1),
  );

function cell(rows: readonly Row[], metric: MetricName, digits: number, scale = 1): string {
  const values = rows.map((row) => (row.metrics[metric] ?? Number.NaN) * scale);
  return `${mean(values).toFixed(digits)} ± ${deviation(values).toFixed(digits)}`;
}

function line(rows: readonly Row[]): string {
  const config = rows[0]?.config;
  const cells = [
    config ? runName(config) : '',
    cell(rows, 'linearAccuracy', 2, 100),
    cell(rows, 'knnAccuracy', 2, 100),
    cell(rows, 'uniformity', 3),
    cell(rows, 'tolerance', 3),
    mean(rows.map((row) => row.seconds)).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

it('quick-start study', async () => {
  const rows: Row[] = [];
  for (const seed of seeds) {
    const data = builtinData(seed);
    for (const config of quickStartConfigs(seed)) {
      const begun = performance.now();
      const { metrics } = await trainToEnd(config, data);
      const seconds = (performance.now() - begun) / 1000;
      rows.push({ config, seed, metrics, seconds });
      console.log(seed, runName(config), seconds.toFixed(1), JSON.stringify(metrics));
    }
  }
  const names = [...new Set(rows.map((row) => runName(row.config)))];
  const table = [
    '| configuration | linear accuracy % | kNN accuracy % | uniformity | tolerance | seconds |',
    '| --- | --- | --- | --- | --- | --- |',
    ...names.map((name) => line(rows.filter((row) => runName(row.config) === name))),
  ].join('\n');
  const header = `Mean ± sample standard deviation over seeds ${seeds.join(', ')}; each seed changes images and training.\n`;
  writeFileSync(resolve(import.meta.dirname, 'quick-start-shape.md'), `${header}\n${table}\n`);
  console.log(table);
});
