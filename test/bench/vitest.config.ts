import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Benchmarks are measured one after another and never asserted: `npm run bench [-- name]`. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/bench/**/*.bench.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
