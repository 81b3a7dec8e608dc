import { beforeAll, expect, test } from 'vitest';
import { figureName, figureSvg } from '../../src-renderer/charts/figure-file';
import { curveOption } from '../../src-renderer/charts/options/curve-option';
import { optionCsv } from '../../src-renderer/charts/option-csv';
import { registerCharts, type ChartOption } from '../../src-renderer/charts/register';
import { lossSeries } from './sample-runs';

beforeAll(registerCharts);

const option = (name: string): ChartOption =>
  curveOption({
    lines: [
      {
        runId: 'a',
        name,
        colour: '#008877',
        kind: 'contrastive',
        series: { ...lossSeries('a', 2, 2), values: [3, NaN], min: [2, 1], max: [4, 5] },
      },
    ],
    metric: 'loss',
    labels: { x: 'Step', y: 'Loss' },
    theme: 'light',
    locale: 'en',
    smoothing: { kind: 'off' },
  });

test('the CSV holds the series of the figure, without what only accompanies them', () => {
  expect(optionCsv(option('run a'))).toBe(
    'series,step,smoothed,value,min,max\nrun a,0,3,3,2,4\nrun a,10,,,1,5\n',
  );
});

test('a name cannot become a formula of a spreadsheet', () => {
  expect(optionCsv(option('=HYPERLINK("x")'))).toContain('"\'=HYPERLINK(""x"")"');
});

test('the SVG carries title and subtitle, escaped', () => {
  const svg = figureSvg({
    option: option('run a'),
    title: 'Loss <b>',
    subtitle: 'one run',
    theme: 'light',
    width: 600,
    height: 300,
  });
  expect(svg).toContain('height="356"');
  expect(svg).toContain('Loss &lt;b&gt;');
  expect(svg).toContain('one run');
  expect(svg).toContain('run a');
});

test('file names are what every system takes', () => {
  expect(figureName('Linear accuracy against τ · mean ± sd')).toBe('linear-accuracy-against-τ-mean-sd');
  expect(figureName('线性评估 / τ')).toBe('线性评估-τ');
  expect(figureName('///')).toBe('figure');
});
