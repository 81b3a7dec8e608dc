import { init } from 'echarts/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PenaltyCurve, SimilarityHistogram, StepCost } from '../../src-shared/detail';
import type { TooltipWriter } from '../../src-renderer/charts/nearest-first';
import { optionCsv } from '../../src-renderer/charts/option-csv';
import { classAccuracyOption } from '../../src-renderer/charts/options/class-accuracy-option';
import { classAccuracies, confusionOption } from '../../src-renderer/charts/options/confusion-option';
import { measuredPenaltyOption } from '../../src-renderer/charts/options/measured-penalty-option';
import { nearestOption } from '../../src-renderer/charts/options/nearest-option';
import { ridgeOption, thin } from '../../src-renderer/charts/options/ridge-option';
import { densities } from '../../src-renderer/charts/options/similarity-parts';
import { similarityOption } from '../../src-renderer/charts/options/similarity-option';
import { spectrumOption } from '../../src-renderer/charts/options/spectrum-option';
import { stepCostOption } from '../../src-renderer/charts/options/step-cost-option';
import { registerCharts, type ChartOption } from '../../src-renderer/charts/register';
import { countPoints, dataSeries, rowsOf } from '../../src-renderer/charts/series-data';

beforeAll(registerCharts);

function drawn(option: ChartOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 320 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  expect(svg).not.toContain('NaN');
  return svg;
}

function tooltip(option: ChartOption, params: unknown, rank?: unknown): string {
  const { formatter } = [option.tooltip ?? {}].flat()[0] ?? {};
  return (formatter as TooltipWriter)(params, rank);
}

const theme = 'light' as const;
const histogram: SimilarityHistogram = {
  edges: [-1, -0.5, 0, 0.5, 1],
  positive: [0, 0, 1, 3],
  sameClass: [0, 2, 2, 0],
  otherClass: [1, 2, 1, 0],
};
const kinds = { positive: 'Positive', sameClass: 'Same class', otherClass: 'Other class' };

describe('similarities', () => {
  test('are densities that integrate to 1, and nothing where nothing was counted', () => {
    expect(densities([0, 0, 1, 3], histogram.edges)).toEqual([0, 0, 0.5, 1.5]);
    expect(densities([0, 0, 0, 0], histogram.edges)).toEqual([]);
  });

  test('of one epoch name the three kinds of pairs', () => {
    const option = similarityOption({
      histogram,
      labels: { ...kinds, x: 'Similarity', y: 'Density' },
      theme,
    });
    expect(countPoints(option)).toBe(12);
    const svg = drawn(option);
    for (const text of Object.values(kinds)) expect(svg).toContain(text);
    expect(tooltip(option, [{ dataIndex: 3 }])).toContain('Similarity 0.75');
    const none = { ...histogram, sameClass: [0, 0, 0, 0] };
    expect(
      countPoints(similarityOption({ histogram: none, labels: { ...kinds, x: '', y: '' }, theme })),
    ).toBe(8);
  });

  const ridges = (epochs: number, shownStep: number | null = null): ChartOption =>
    ridgeOption({
      ridges: Array.from({ length: epochs }, (_, i) => ({ step: 10 * (i + 1), name: `${i + 1}`, histogram })),
      shownStep,
      labels: { ...kinds, x: 'Similarity', y: 'epoch' },
      theme,
    });

  test('over the epochs stand on one place each, the first at the back, and keep their densities', () => {
    const option = ridges(2, 20);
    expect(dataSeries(option).map(({ id }) => id)).toEqual([
      'ridge:10:positive',
      'ridge:20:positive',
      'ridge:10:sameClass',
      'ridge:20:sameClass',
      'ridge:10:otherClass',
      'ridge:20:otherClass',
    ]);
    // The greatest density of the kind, 1.5, takes 1.7 places; the first epoch of two stands on place 1.
    const [first] = dataSeries(option);
    expect(first && rowsOf(first)).toEqual([
      [-0.75, 0, 1],
      [-0.25, 0, 1],
      [0.25, 0.5, 1 + 1.7 / 3],
      [0.75, 1.5, 2.7],
    ]);
    expect(optionCsv(option)).toContain('1 positive,0.75,1.5\n');
    drawn(option);
  });

  test('over many epochs show twelve of them, with the first and the last', () => {
    expect(thin([1, 2, 3], 12)).toEqual([1, 2, 3]);
    expect(
      thin(
        Array.from({ length: 200 }, (_, i) => i + 1),
        12,
      ),
    ).toEqual([1, 19, 37, 55, 73, 91, 110, 128, 146, 164, 182, 200]);
    expect(dataSeries(ridges(200))).toHaveLength(36);
    drawn(ridges(200));
    drawn(ridges(1));
    expect(countPoints(ridges(0))).toBe(0);
  });

  test('tell first of the ridge under the pointer', () => {
    const html = tooltip(ridges(12), [{ dataIndex: 2 }], (id: string) =>
      id.startsWith('ridge:70:') ? 0 : 9,
    );
    expect(html.indexOf('epoch 7 ·')).toBeGreaterThan(0);
    expect(html.match(/epoch \d+/g)?.slice(0, 3)).toEqual(['epoch 7', 'epoch 7', 'epoch 7']);
  });
});

test('the nearest negatives stand beside the positive, with their share of the own class', () => {
  const option = nearestOption({
    nearest: { positive: 0.9, nearest: [0.8, 0.7], sameClass: [0.5, 0.25] },
    colour: '#008877',
    labels: { y: 'Similarity', positive: 'pos', similarity: 'similarity', share: 'own class' },
    theme,
    locale: 'en',
  });
  expect(countPoints(option)).toBe(5);
  expect(tooltip(option, [{ dataIndex: 1 }])).toContain('50.00%');
  expect(tooltip(option, [{ dataIndex: 0 }])).not.toContain('own class');
  for (const text of ['pos', 'n1', 'n2', 'own class']) expect(drawn(option)).toContain(text);
});

describe('the measured penalty', () => {
  const penalty = (curve: PenaltyCurve): ChartOption =>
    measuredPenaltyOption({
      curve,
      colour: '#008877',
      dash: 'solid',
      labels: { x: 'Similarity', y: 'Penalty', mass: 'Mass', even: 'even' },
      theme,
    });

  test('has gaps where no negative lies or where next to nothing falls', () => {
    const option = penalty({ edges: [-1, 0, 0.5, 1], penalty: [null, 1e-9, 2], mass: [0, 0, 1] });
    const [mass, curve] = dataSeries(option);
    expect(mass && rowsOf(mass).map(([, share]) => share)).toEqual([0, 0, 100]);
    expect(curve && rowsOf(curve).filter(([, value]) => Number.isFinite(value))).toEqual([[0.75, 2]]);
    expect(tooltip(option, [{ dataIndex: 0 }])).toContain('–');
    expect(tooltip(option, [{ dataIndex: 1 }])).toContain('1.0e−9');
    expect(drawn(option)).toContain('even');
  });

  test('of no negatives draws an empty frame', () => {
    drawn(penalty({ edges: [-1, 0, 1], penalty: [null, null], mass: [0, 0] }));
  });
});

test('a spectrum leaves out what single precision makes of 0', () => {
  const option = spectrumOption({
    spectrum: { deviations: [0.5, 0.25], singularValues: [1, 1e-9] },
    labels: { x: 'Rank', y: 'Share', deviations: 'Deviation', singularValues: 'Singular value' },
    theme,
  });
  expect(countPoints(option)).toBe(3);
  for (const text of ['Deviation', 'Singular value']) expect(drawn(option)).toContain(text);
  const empty = { spectrum: { deviations: [], singularValues: [] } };
  drawn(spectrumOption({ ...empty, labels: { x: '', y: '', deviations: '', singularValues: '' }, theme }));
});

describe('the linear classifier', () => {
  // Of 4 images of a, 3 were said to be a; none is of c.
  const confusion = {
    counts: [
      [3, 1, 0],
      [2, 2, 0],
      [0, 0, 0],
    ],
  };
  const classes = ['<b>a</b>', 'b'];

  test('has an accuracy for each class that has images', () => {
    expect(classAccuracies(confusion)).toEqual([0.75, 0.5, NaN]);
  });

  test('is shown as shares of each true class, with escaped names', () => {
    const option = confusionOption({
      confusion,
      classes,
      labels: { predicted: 'said' },
      theme,
      locale: 'en',
    });
    expect(countPoints(option)).toBe(9);
    const svg = drawn(option);
    for (const text of ['75.0%', 'b  50.0%', '2  –%', 'said']) expect(svg).toContain(text);
    expect(svg).not.toContain('<b>a');
    const html = tooltip(option, { value: [1, 0, 0.25, 1] });
    expect(html).toContain('&lt;b&gt;a&lt;/b&gt; → b');
    expect(html).toContain('25.0%');
  });

  test('is shown class by class, the worst first, with the mean', () => {
    const labels = { y: 'Accuracy (%)', mean: 'mean' };
    const option = classAccuracyOption({ confusion, classes, colour: '#008877', labels, theme });
    const [bars] = dataSeries(option);
    expect(bars && rowsOf(bars)).toEqual([
      [0, 50],
      [1, 75],
    ]);
    expect(drawn(option)).toContain('mean 62.50%');
    drawn(classAccuracyOption({ confusion: { counts: [] }, classes, colour: '#008877', labels, theme }));
  });
});

test('the cost of a step is its parts in milliseconds, without the measures', () => {
  const cost: StepCost = {
    read: 0.001,
    augment: 0.004,
    forward: 0.01,
    loss: 0.002,
    backward: 0.02,
    update: 0.003,
    measure: 5,
  };
  const parts = {
    read: 'Read',
    augment: 'Augment',
    forward: 'Forward',
    loss: 'Loss',
    backward: 'Backward',
    update: 'Update',
  };
  const option = stepCostOption({
    costs: [cost],
    names: ['1'],
    labels: { x: 'Epoch', y: 'ms', parts },
    theme,
  });
  expect(countPoints(option)).toBe(6);
  const html = tooltip(option, [{ dataIndex: 0 }]);
  expect(html).toContain('Epoch 1 · 40.0 ms');
  expect(html.indexOf('Backward')).toBeLessThan(html.indexOf('Forward'));
  for (const text of Object.values(parts)) expect(drawn(option)).toContain(text);
  drawn(stepCostOption({ costs: [], names: [], labels: { x: '', y: '', parts }, theme }));
});
