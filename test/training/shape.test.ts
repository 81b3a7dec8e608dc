import { expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src-shared/config/fields';
import { builtinData } from '../helpers/builtin-data';
import { useTensorFlow } from '../helpers/engine';
import { trainToEnd } from '../helpers/train-to-end';

useTensorFlow();

const short: RunConfig = { ...defaultConfig, 'training.epochs': 3, 'evaluation.linearEpochs': 5 };

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Only what held in each of five seeds is asserted; accuracies of single short runs are noise. */
it('uniformity falls and tolerance rises from τ 0.3 to τ 1 to the simple loss', async () => {
  const data = builtinData();
  const parts: readonly Partial<RunConfig>[] = [
    { 'loss.temperature': 0.3 },
    { 'loss.temperature': 1 },
    { 'loss.kind': 'simple' },
  ];
  const uniformity: number[] = [];
  const tolerance: number[] = [];
  for (const part of parts) {
    const { metrics, points } = await trainToEnd({ ...short, ...part }, data);
    uniformity.push(metrics.uniformity ?? Number.NaN);
    tolerance.push(metrics.tolerance ?? Number.NaN);
    // It has learnt something: ten classes, and a guess is right in one of ten cases.
    expect(metrics.linearAccuracy).toBeGreaterThan(0.3);
    expect(points.filter((point) => point.metric === 'uniformity')).toHaveLength(3);
  }
  expect(uniformity).toEqual(ascending(uniformity).reverse());
  expect(tolerance).toEqual(ascending(tolerance));
});
