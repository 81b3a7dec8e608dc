import { expect, it } from 'vitest';
import { countTests, countsLine } from '../../resources/bootstrap/count-tests.mjs';

const report = (passed: number, failed: number, testResults: readonly object[] = [], skipped = 0) => ({
  numPassedTests: passed,
  numPendingTests: skipped,
  numFailedTests: failed,
  testResults,
});

it('counts what passed and what failed', () => {
  expect(countsLine(countTests(report(12, 0), 0))).toBe('12 passed, 0 failed');
  expect(countsLine(countTests(report(11, 1), 1))).toBe('11 passed, 1 failed');
  expect(countsLine(countTests(report(9, 0, [], 3), 0))).toBe('9 passed, 0 failed, 3 skipped');
});

it('counts a file that could not be loaded, whose tests nobody saw', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const failing = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
  expect(countTests(report(5, 1, [broken, failing]), 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

it('never says that nothing failed when the run itself did', () => {
  expect(countTests(report(5, 0), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  expect(countTests(null, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
