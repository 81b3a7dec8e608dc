import { describe, expect, it } from 'vitest';
import { effectiveNegatives, penaltyEntropy, relativePenalties } from '../../src-shared/hardness';
import goldens from '../goldens/hardness.json';
import { expectClose } from '../helpers/close';

describe('relative penalties against float64', () => {
  it.each(goldens.cases.map((golden) => [golden.tau, golden.k, golden] as const))(
    'τ %s, k %s',
    (tau, k, golden) => {
      const penalties = relativePenalties(goldens.similarities, tau, k ?? undefined);
      expectClose(penalties, golden.r, 1e-9);
      expectClose([penaltyEntropy(penalties)], [golden.entropy], 1e-9);
    },
  );
});

it('equal similarities share the penalty evenly, so all of them count', () => {
  expect(relativePenalties([0.5, 0.5, 0.5, 0.5], 0.1)).toEqual([0.25, 0.25, 0.25, 0.25]);
  expect(effectiveNegatives([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
});

it('one nearest negative takes all', () => {
  expect(relativePenalties([0.1, 0.9, 0.3], 0.5, 1)).toEqual([0, 1, 0]);
  expect(penaltyEntropy([0, 1, 0])).toBe(0);
});
