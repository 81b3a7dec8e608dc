import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src-shared/config/check';
import { differingPaths } from '../../src-shared/config/diff';
import { isRelevant } from '../../src-shared/config/fields';
import { presetConfig } from '../../src-shared/config/presets';
import {
  paperColumns,
  paperConfig,
  paperDataset,
  paperDatasets,
  paperMetrics,
  paperPoints,
  type PaperDatasetId,
  type PaperMetric,
} from '../../src-shared/paper';
import { isSuspect, notesOn, paperNotes, paperNoteText } from '../../src-shared/paper-notes';
import table from '../goldens/paper-table1.json';

const printedNames: Readonly<Record<PaperDatasetId, keyof typeof table.datasets>> = {
  cifar10: 'CIFAR10',
  cifar100: 'CIFAR100',
  svhn: 'SVHN',
  imagenet100: 'ImageNet100',
};

const printedMetrics: Readonly<Record<PaperMetric, 'accuracy' | 'uniformity' | 'tolerance'>> = {
  linearAccuracy: 'accuracy',
  uniformity: 'uniformity',
  tolerance: 'tolerance',
};

const everyPoint = paperDatasets.flatMap(({ id }) =>
  paperMetrics.flatMap((metric) => paperPoints(id, metric)),
);

describe('the published numbers', () => {
  it('have the columns of Table 1, in its order', () => {
    const columns = table.columns.map(({ loss, temperature }) => ({
      loss,
      temperature: temperature ?? null,
    }));
    expect(paperColumns).toEqual(columns);
  });

  it.each(paperDatasets.flatMap(({ id }) => paperMetrics.map((metric) => [id, metric] as const)))(
    'on %s, %s are those of Table 1',
    (id, metric) => {
      const values = paperPoints(id, metric)
        .filter(({ source }) => source === 'table-1')
        .map(({ value }) => value);
      const printed = table.datasets[printedNames[id]][printedMetrics[metric]];
      const scale = metric === 'linearAccuracy' ? 100 : 1;
      expect(values).toHaveLength(printed.length);
      values.forEach((value, i) => expect(value * scale).toBeCloseTo(printed[i] as number, 9));
    },
  );

  it('have the further temperatures of the repository on CIFAR-100 only', () => {
    const added = everyPoint.filter(({ source }) => source === 'repository');
    const found = added.map(({ temperature, value }) => [
      String(temperature),
      Number((value * 100).toFixed(2)),
    ]);
    expect(Object.fromEntries(found)).toEqual(table.extraCifar100.accuracy);
    expect(new Set(added.map(({ dataset, metric, loss }) => `${dataset} ${metric} ${loss}`))).toEqual(
      new Set(['cifar100 linearAccuracy contrastive']),
    );
  });

  it('rise with τ in tolerance and fall in uniformity for the ordinary loss on every dataset', () => {
    for (const { id } of paperDatasets) {
      const ordinary = (metric: PaperMetric): readonly number[] =>
        paperPoints(id, metric)
          .slice(0, 4)
          .map(({ value }) => value);
      expect(ordinary('tolerance')).toEqual([...ordinary('tolerance')].sort((a, b) => a - b));
      expect(ordinary('uniformity')).toEqual([...ordinary('uniformity')].sort((a, b) => b - a));
    }
  });
});

describe('the configuration of a cell', () => {
  const cells = paperDatasets.flatMap(({ id }) => paperColumns.map((column) => [id, column] as const));

  it.each(cells)('%s %o can run, and differs from the preset in loss and τ only', (id, column) => {
    const dataset = paperDataset(id);
    const config = paperConfig(id, column);
    expect(
      checkConfig(config, {
        splits: { train: { count: 50_000, perClass: Array<number>(10).fill(5000) } },
        side: dataset.side,
      }),
    ).toEqual([]);
    expect(config['loss.kind']).toBe(column.loss);
    expect(isRelevant('loss.temperature', config) ? config['loss.temperature'] : null).toBe(
      column.temperature,
    );
    const changed = differingPaths([presetConfig(dataset.preset), config]);
    expect(changed.filter((path) => !path.startsWith('loss.') && !path.startsWith('negatives.'))).toEqual([]);
  });

  it('keeps 4095 nearest negatives for the hard losses, whatever α is printed', () => {
    const kept = cells
      .map(([id, column]) => paperConfig(id, column))
      .filter((config) => isRelevant('negatives.hardest', config))
      .map((config) => config['negatives.hardest']);
    expect(new Set(kept)).toEqual(new Set([4095]));
    expect(kept).toHaveLength(4 * 5);
    expect(4095 / 50_000).toBeCloseTo(paperDataset('cifar10').alpha, 4);
  });
});

describe('notes', () => {
  it('mark one number as no target', () => {
    const suspects = everyPoint.filter(isSuspect);
    expect(suspects).toMatchObject([{ dataset: 'svhn', metric: 'tolerance', loss: 'simple', value: 0.074 }]);
    expect(notesOn(suspects[0] as (typeof suspects)[0])[0]).toBe('svhn-simple-tolerance');
  });

  it('each concern some number and say something', () => {
    const used = new Set(everyPoint.flatMap(notesOn));
    expect([...used].sort()).toEqual([...paperNotes].sort());
    for (const code of paperNotes) expect(paperNoteText(code)).toMatch(/\.$/);
  });
});
