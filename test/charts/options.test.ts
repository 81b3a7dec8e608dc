import { init } from 'echarts/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { groupRuns } from '../../src-renderer/charts/group-runs';
import type { TooltipWriter } from '../../src-renderer/charts/nearest-first';
import { againstOption, type AgainstInput } from '../../src-renderer/charts/options/against-option';
import { curveOption, innerRange } from '../../src-renderer/charts/options/curve-option';
import type { CurveInput, CurveLine } from '../../src-renderer/charts/options/curve-series';
import { penaltyOption } from '../../src-renderer/charts/options/penalty-option';
import { planeOption } from '../../src-renderer/charts/options/plane-option';
import { sparklineOption } from '../../src-renderer/charts/options/sparkline-option';
import { registerCharts, type ChartOption } from '../../src-renderer/charts/register';
import { countPoints, dataSeries, rowsOf } from '../../src-renderer/charts/series-data';
import { kindWords, lossSeries, sampleRun, studyRuns } from './sample-runs';

beforeAll(registerCharts);

function drawn(option: ChartOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 320 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const allSeries = (option: ChartOption) => [option.series ?? []].flat();
const ids = (option: ChartOption) => allSeries(option).map(({ id }) => id);

function tooltip(option: ChartOption, params: unknown, rank?: unknown): string {
  const { formatter } = [option.tooltip ?? {}].flat()[0] ?? {};
  return (formatter as TooltipWriter)(params, rank);
}

const line = (runId: string, change: Partial<CurveLine> = {}): CurveLine => ({
  runId,
  name: `run ${runId}`,
  colour: '#008877',
  kind: 'contrastive',
  temperature: 0.3,
  series: lossSeries(runId, 50, 2),
  ...change,
});

const curve = (change: Partial<CurveInput> = {}): ChartOption =>
  curveOption({
    lines: [line('a'), line('b')],
    metric: 'loss',
    labels: { x: 'Step', y: 'Loss (nats)', chance: 'chance, log N' },
    theme: 'light',
    locale: 'en',
    smoothing: { kind: 'twema', weight: 0.9 },
    ...change,
  });

describe('curves', () => {
  test('have stable ids and show what they hold', () => {
    const option = curve({ chance: 4.84 });
    expect(ids(option)).toEqual([
      '#chance',
      'a:loss#band',
      'b:loss#band',
      'a:loss#raw',
      'b:loss#raw',
      'a:loss',
      'b:loss',
      'a:loss#end',
      'b:loss#end',
    ]);
    expect(countPoints(option)).toBe(100);
    const svg = drawn(option);
    for (const text of ['run a', 'run b', 'Step', 'Loss (nats)', 'chance, log N'])
      expect(svg).toContain(text);
    expect(svg).not.toContain('NaN');
  });

  test('escape names that a person wrote', () => {
    const name = '<img src=x onerror=alert(1)>';
    const option = curve({ lines: [line('a', { name })] });
    const html = tooltip(option, [{ axisValue: 120 }]);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(drawn(option)).not.toContain('<img');
  });

  test('tell of at most five runs, those nearest to the pointer first', () => {
    const lines = Array.from({ length: 9 }, (_, i) => line(`r${i}`, { series: lossSeries(`r${i}`, 50, i) }));
    const distance = (id: string) => Math.abs(Number(id.slice(1, 2)) - 6.2);
    const html = tooltip(curve({ lines }), [{ axisValue: 100 }], distance);
    expect(html.match(/run r\d/g)).toEqual(['run r6', 'run r7', 'run r5', 'run r8', 'run r4']);
  });

  test('tell of runs that were recorded at other steps', () => {
    const other = { ...lossSeries('b', 3, 1), steps: [0, 91, 200], values: [3, 2, 1] };
    const html = tooltip(
      curve({ lines: [line('a'), line('b', { series: other })], smoothing: { kind: 'off' } }),
      [{ axisValue: 100 }],
    );
    expect(html).toContain('run a');
    expect(html).toContain('2.0000');
  });

  test('draw nothing for no runs, and one point for one', () => {
    expect(countPoints(curve({ lines: [] }))).toBe(0);
    expect(drawn(curve({ lines: [] }))).toContain('<svg');
    const single = { ...lossSeries('a', 1, 2), min: [], max: [] };
    const option = curve({ lines: [line('a', { series: single })] });
    expect(countPoints(option)).toBe(1);
    expect(drawn(option)).toContain('run a');
  });

  test('leave gaps where values are not finite, and where a logarithm has no place for them', () => {
    const series = { ...lossSeries('a', 4, 2), values: [1, NaN, -1, 4], min: [], max: [] };
    const input = { lines: [line('a', { series })], smoothing: { kind: 'off' } as const };
    expect(countPoints(curve(input))).toBe(3);
    const option = curve({ ...input, yScale: 'log' });
    expect(countPoints(option)).toBe(2);
    expect(drawn(option)).not.toContain('NaN');
  });

  test('show where a run was resumed, without a point more', () => {
    const option = curve({ seams: [120], labels: { x: 'Step', y: 'Loss', seam: 'resumed' } });
    expect(countPoints(option)).toBe(100);
    expect(drawn(option)).toContain('resumed');
    drawn(curve({ lines: [], seams: [120] }));
  });

  test('leave outliers out of the axis, not out of the data', () => {
    // Of 21 values, indices 1 to 19 of the sorted ones are kept.
    expect(innerRange(Array.from({ length: 21 }, (_, i) => (i === 20 ? 1000 : i)))).toEqual({
      min: 1,
      max: 19,
    });
    expect(innerRange([])).toBe(null);
    expect(innerRange([3, 3, 3])).toBe(null);
    const base = lossSeries('a', 50, 2);
    const series = {
      ...base,
      values: base.values.map((value, i) => (i === 7 ? 1e6 : value)),
      max: [],
      min: [],
    };
    const option = curve({
      lines: [line('a', { series })],
      smoothing: { kind: 'off' },
      fit: 'inner',
      chance: 99,
    });
    expect(countPoints(option)).toBe(50);
    expect(([option.yAxis ?? {}].flat()[0] as { max: number }).max).toBeLessThan(5);
    drawn(option);
  });

  test('read their x axis as they are told', () => {
    const option = curve({ xFormat: (x) => `epoch ${x / 10}` });
    expect(tooltip(option, [{ axisValue: 25 }])).toContain('epoch 2.5');
  });

  test('draw 200 runs without names, with the scale of τ', () => {
    const lines = Array.from({ length: 200 }, (_, i) => line(`r${i}`, { temperature: 0.05 + i / 200 }));
    const option = curve({ lines });
    expect(new Set(ids(option)).size).toBe(200);
    const svg = drawn(option);
    expect(svg).toContain('τ 0.05');
    expect(svg).not.toContain('run r1');
  });
});

describe('a measure against τ', () => {
  const temperature = (runs = studyRuns(), change: Partial<AgainstInput> = {}): ChartOption =>
    againstOption({
      groups: groupRuns(runs),
      metric: 'linearAccuracy',
      field: 'loss.temperature',
      ...change,
      labels: {
        kinds: kindWords,
        x: 'Temperature τ',
        y: 'Linear accuracy (%)',
        mean: 'Mean',
        deviation: 'SD',
        count: 'Runs',
      },
      theme: 'dark',
      locale: 'en',
    });

  test('shows every group once, losses without τ as named levels', () => {
    const option = temperature();
    expect(countPoints(option)).toBe(16);
    expect(new Set(ids(option)).size).toBe(allSeries(option).length);
    expect(ids(temperature([...studyRuns()]))).toEqual(ids(option));
    const svg = drawn(option);
    for (const text of ['contrastive (n = 3)', 'hard contrastive (n = 3)', 'simple (n = 3)', '0.07', '0.5']) {
      expect(svg).toContain(text);
    }
  });

  test('holds mean, deviation and n', () => {
    const runs = [0.5, 0.6].map((linearAccuracy, seed) =>
      sampleRun(`s${seed}`, { 'training.seed': seed }, { linearAccuracy }),
    );
    const option = temperature(runs);
    const series = dataSeries(option)[0];
    const row = series && rowsOf(series)[0];
    expect(row?.[0]).toBe(0.3);
    expect(row?.[1]).toBeCloseTo(0.55, 12);
    // Both lie 0.05 from the mean: √(2·0.0025 / 1).
    expect(row?.[2]).toBeCloseTo(Math.sqrt(0.005), 12);
    expect(row?.[3]).toBe(2);
    const html = tooltip(option, { seriesId: series?.id, dataIndex: 0, value: [] });
    expect(html).toContain('contrastive, τ 0.3');
    expect(html).toContain('55.00%');
  });

  test('says how many seeds there are where they differ, and draws no spread of one', () => {
    const runs = [
      sampleRun('a', { 'training.seed': 1 }, { linearAccuracy: 0.5 }),
      sampleRun('b', { 'training.seed': 2 }, { linearAccuracy: 0.6 }),
      sampleRun('c', { 'loss.temperature': 1 }, { linearAccuracy: 0.4 }),
    ];
    const option = temperature(runs);
    expect(drawn(option)).toContain('n = 1–2');
    const bars = allSeries(option).find(({ id }) => String(id).endsWith('#bars'));
    expect(bars?.data).toHaveLength(1);
  });

  test('draws published numbers hollow, with their source, and tells them apart from runs', () => {
    const paper = [
      { kind: 'contrastive', temperature: 0.07, value: 0.7975, source: 'Paper, Table 1' },
      { kind: 'simple', temperature: null, value: 0.7483, source: 'Paper, Table 1' },
    ] as const;
    const option = temperature(studyRuns(), { paper });
    expect(countPoints(option)).toBe(18);
    const marks = allSeries(option).filter(({ id }) => String(id).startsWith('paper:'));
    expect(marks.map(({ itemStyle }) => (itemStyle as { color: string }).color)).toEqual([
      'transparent',
      'transparent',
    ]);
    const html = tooltip(option, { seriesId: 'paper:contrastive', dataIndex: 0, value: [] });
    expect(html).toContain('Paper, Table 1');
    expect(html).toContain('79.75%');
    expect(temperature(studyRuns(), { paper, field: 'training.seed' }).series).not.toContainEqual(
      expect.objectContaining({ id: 'paper:contrastive' }),
    );
  });

  test('shades what is as good as the best, for a measure with a better side only', () => {
    const shaded = (option: ChartOption) => ids(option).filter((id) => String(id).endsWith('#best'));
    expect(shaded(temperature())).toEqual(['linearAccuracy#best']);
    expect(shaded(temperature(studyRuns(), { metric: 'tolerance' }))).toEqual([]);
  });

  test('takes any field, in categories where it is no number', () => {
    const runs = (['batch', 'memory-bank'] as const).map((source) =>
      sampleRun(source, { 'negatives.source': source }, { linearAccuracy: 0.5 }),
    );
    const option = temperature(runs, { field: 'negatives.source' });
    expect(countPoints(option)).toBe(2);
    for (const text of ['batch', 'memory-bank']) expect(drawn(option)).toContain(text);
  });

  test('draws nothing of runs without the measure', () => {
    const option = temperature([sampleRun('a', {}, { linearAccuracy: NaN }), sampleRun('b')]);
    expect(countPoints(option)).toBe(0);
    expect(drawn(option)).toContain('<svg');
  });
});

describe('the plane', () => {
  const plane = (runs = studyRuns()): ChartOption =>
    planeOption({
      groups: groupRuns(runs),
      accuracy: 'linearAccuracy',
      labels: {
        kinds: kindWords,
        uniformity: 'Uniformity',
        tolerance: 'Tolerance',
        accuracy: 'Linear accuracy',
      },
      theme: 'light',
      locale: 'en',
    });

  test('has a mark for every group and a scale of accuracy', () => {
    const option = plane();
    expect(countPoints(option)).toBe(16);
    const svg = drawn(option);
    for (const text of ['Uniformity', 'Tolerance', 'Linear accuracy', 'τ 0.07', 'simple']) {
      expect(svg).toContain(text);
    }
  });

  test('shows runs that have no accuracy yet', () => {
    const option = plane([sampleRun('a', {}, { uniformity: 2, tolerance: 0.4 })]);
    expect(countPoints(option)).toBe(1);
    const svg = drawn(option);
    expect(svg).toContain('τ 0.3');
    expect(svg).not.toContain('NaN');
    expect(tooltip(option, { seriesId: 'plane:contrastive', dataIndex: 0, value: [] })).toContain('2.000');
  });

  test('is empty without runs', () => {
    expect(countPoints(plane([]))).toBe(0);
    expect(drawn(plane([]))).toContain('<svg');
  });
});

describe('penalties', () => {
  const labels = { x: 'Similarity', y: 'Relative penalty', effective: 'effective negatives' };

  test('sum to 1 for each τ', () => {
    const option = penaltyOption({ temperatures: [0.07, 1], yScale: 'linear', labels, theme: 'light' });
    for (const series of dataSeries(option)) {
      expect(rowsOf(series).reduce((sum, row) => sum + Number(row[1]), 0)).toBeCloseTo(1, 10);
    }
    expect(drawn(option)).toContain('τ 0.07');
  });

  test('of three negatives follow Eq 5', () => {
    // Similarities -1, 0, 1 at τ 1: e^-1, 1, e over their sum.
    const option = penaltyOption({
      temperatures: [1],
      negatives: 3,
      yScale: 'linear',
      labels,
      theme: 'light',
    });
    const sum = Math.exp(-1) + 1 + Math.E;
    const series = dataSeries(option)[0];
    const rows = series ? rowsOf(series) : [];
    expect(rows.map(([s]) => s)).toEqual([-1, 0, 1]);
    [Math.exp(-1), 1, Math.E].forEach((weight, i) => expect(rows[i]?.[1]).toBeCloseTo(weight / sum, 12));
  });

  test('fall on the k nearest only', () => {
    const option = penaltyOption({ temperatures: [0.5], hardest: 40, negatives: 201, labels, theme: 'dark' });
    expect(countPoints(option)).toBe(40);
    expect(drawn(option)).not.toContain('NaN');
  });

  test('say how many negatives count in effect', () => {
    const option = penaltyOption({ temperatures: [0.07], labels, theme: 'light' });
    const html = tooltip(option, [{ dataIndex: 200 }]);
    expect(html).toContain('Similarity 1.00');
    expect(html).toContain('effective negatives');
  });
});

test('a sparkline leaves out what is not finite, and needs nothing at all', () => {
  const option = sparklineOption({ id: 's', steps: [0, 1, 2], values: [1, NaN, 2], colour: '#008877' });
  expect(ids(option)).toEqual(['s', 's#last']);
  expect(countPoints(option)).toBe(2);
  const empty = sparklineOption({ id: 's', steps: [], values: [], colour: '#008877' });
  expect(countPoints(empty)).toBe(0);
  expect(drawn(empty)).toContain('<svg');
  expect(drawn(sparklineOption({ id: 's', steps: [0], values: [1], colour: '#008877' }))).not.toContain(
    'NaN',
  );
});
