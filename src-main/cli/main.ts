/** The command line as a process. */

import { dirname, join } from 'node:path';
import { createLab } from '../lab/create-lab';
import { runCommandLine } from './run-command-line';

/** Every entry is built into `out/main`, beside the folder of the page. */
const builtFolder = dirname(process.argv[1] ?? '');

function onInterrupt(listener: () => void): () => void {
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
}

// A reader that has read enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void runCommandLine(process.argv.slice(2), {
  streams: process,
  env: process.env,
  openLab: createLab,
  pageFolder: join(builtFolder, '..', 'renderer'),
  onInterrupt,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
