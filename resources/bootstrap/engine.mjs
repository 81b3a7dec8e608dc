import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeStamp, writeStamp } from './fingerprint.mjs';
import { runProcess } from './run-process.mjs';
import { Refusal, say } from './say.mjs';

/**
 * Installs TensorFlow when it is missing. Where that cannot be done, the command has said why, and Tau Lab goes on
 * with its JavaScript backend; `again` tries once more what failed at an earlier start.
 */
export async function bringEngine(places, { again = false } = {}) {
  const failure = join(places.failures, 'engine');
  if (existsSync(failure) && !again) return;
  const { exitCode, wasInterrupted } = await runProcess(
    places.node,
    [places.cli, 'engine', 'install', '--if-missing'],
    {
      output: 'progress',
      cwd: places.root,
    },
  );
  if (exitCode === 0) {
    removeStamp(failure);
    return;
  }
  if (wasInterrupted) throw new Refusal('Stopped before TensorFlow was installed.');
  writeStamp(failure, `exit code ${exitCode}`);
  say(
    'Going on without TensorFlow, on the slow JavaScript backend; "npm run -s cli -- engine install" tries again.',
  );
}
