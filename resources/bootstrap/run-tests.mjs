import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, countsLine } from './count-tests.mjs';
import { places } from './places.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';
import { Refusal, say } from './say.mjs';

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'tau-lab-tests-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(places.modules, 'vitest', 'vitest.mjs');
    const options = ['--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json'];
    const { exitCode } = await runProcess(
      places.node,
      [vitest, 'run', ...options, `--outputFile.json=${report}`, ...args],
      { cwd: places.root },
    );
    return { exitCode, counts: countTests(readReport(report), exitCode) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the tests; the very last line of the output is their counts. */
export async function runTests(args) {
  try {
    await prepare({ build: true, engine: true, again: true });
    const { exitCode, counts } = await runVitest(args);
    if (counts.skipped > 0)
      say(
        'Skipped: tests that click need a display and Electron, or Chromium and Fashion-MNIST; .ci/run brings them.',
      );
    console.log(countsLine(counts));
    return exitCode === 0 && counts.failed > 0 ? 1 : exitCode;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    console.log(countsLine({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }
}
