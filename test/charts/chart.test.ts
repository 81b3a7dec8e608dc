import { computed, createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { describe, expect, test } from 'vitest';
import Chart from '../../src-renderer/charts/Chart.vue';
import { chartContextKey } from '../../src-renderer/charts/chart-context';
import { sparklineOption } from '../../src-renderer/charts/options/sparkline-option';

const labels = {
  savePng: '存为 PNG',
  saveSvg: '存为 SVG',
  saveCsv: '存为 CSV',
  loading: '载入中',
  empty: '暂无数据',
};
const option = sparklineOption({ id: 's', steps: [0, 1, 2], values: [1, 2, 3], colour: '#008877' });

function page(props: Record<string, unknown>): Promise<string> {
  const app = createSSRApp(() => h(Chart, { option: null, title: 'Loss', ...props }));
  app.provide(
    chartContextKey,
    computed(() => ({ theme: 'light' as const, labels })),
  );
  return renderToString(app);
}

describe('the frame', () => {
  test('tells its title, its subtitle and how many points it shows', async () => {
    const html = await page({ option, subtitle: 'one run', testid: 'loss-chart' });
    expect(html).toContain('aria-label="Loss. one run"');
    expect(html).toContain('data-testid="loss-chart"');
    expect(html).toContain('data-points="3"');
    expect(html).toContain('data-testid="loss-chart-save-csv"');
    expect(html).toContain('存为 PNG');
  });

  test('is empty where the option holds no points', async () => {
    const html = await page({
      option: sparklineOption({ id: 's', steps: [], values: [], colour: '#008877' }),
    });
    expect(html).toContain('data-state="empty"');
    expect(html).toContain('暂无数据');
    expect(html).not.toContain('<button');
  });

  test('has the same height in every state', async () => {
    for (const state of ['ready', 'loading', 'empty', 'error'] as const) {
      expect(await page({ option, state, message: 'm', height: 240 })).toContain('height:240px');
    }
  });

  test('says what failed, escaped', async () => {
    const html = await page({ state: 'error', message: '<b>no disk</b>' });
    expect(html).toContain('role="alert"');
    expect(html).toContain('&lt;b&gt;no disk&lt;/b&gt;');
  });

  test('is nothing but the drawing where it is bare', async () => {
    const html = await page({ option, bare: true });
    expect(html).not.toContain('figcaption');
    expect(html).not.toContain('<button');
  });
});
