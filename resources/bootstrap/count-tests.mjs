/**
 * The counts of a test run, from the report that vitest writes as JSON. What keeps tests from being counted at all
 * (a file that does not load, a run that ends early) counts as one failure, so that zero means zero.
 */
export function countTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + brokenFiles.length;
  const skipped = report?.numPendingTests ?? 0;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

export const countsLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
