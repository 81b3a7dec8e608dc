import { describe, expect, it } from 'vitest';
import { readView, viewQuery, type CompareView } from '../../src-renderer/components/compare/compare-view';
import { paperDatasetOf } from '../../src-renderer/components/compare/paper-dataset';

describe('the address of a comparison', () => {
  it('is empty for the usual view', () => {
    expect(viewQuery(readView({}))).toEqual({});
  });

  const views: readonly CompareView[] = [
    {
      choice: { kind: 'runs', ids: ['a', 'b'] },
      hidden: ['b'],
      grouping: ['loss.kind', 'training.batchSize'],
      spread: 'ci',
      field: 'negatives.hardest',
    },
    { ...readView({}), choice: { kind: 'study', id: 's' }, grouping: 'run' },
    { ...readView({}), choice: { kind: 'all' } },
    { ...readView({}), choice: { kind: 'runs', ids: [] } },
  ];
  it.each(views)('gives back what was put into it', (view) => {
    expect(readView(viewQuery(view))).toEqual(view);
  });

  it('is as usual where it is not understood', () => {
    expect(readView({ group: 'no.such,,', spread: 'x', x: '<b>', hidden: null, study: ['a'] })).toEqual(
      readView({}),
    );
  });
});

describe('the paper’s datasets', () => {
  const withClasses = (name: string, count: number) => ({
    name,
    classes: Array.from({ length: count }, (_, i) => String(i)),
  });

  it('are known by name and number of classes', () => {
    expect(paperDatasetOf(withClasses('cifar 10', 10))).toBe('cifar10');
    expect(paperDatasetOf(withClasses('CIFAR-100', 100))).toBe('cifar100');
    expect(paperDatasetOf(withClasses('CIFAR-10', 3))).toBeUndefined();
    expect(paperDatasetOf(withClasses('Shapes', 10))).toBeUndefined();
  });
});
