import { join } from 'node:path';
import { places } from './places.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** The benchmarks, which measure and never judge: they are no part of the tests. */
export async function runBench(args) {
  await prepare({ build: true, engine: true });
  const vitest = join(places.modules, 'vitest', 'vitest.mjs');
  const { exitCode } = await runProcess(
    places.node,
    [vitest, 'run', '--config', 'test/bench/vitest.config.ts', ...args],
    { cwd: places.root },
  );
  return exitCode;
}
