import { join } from 'node:path';
import { fingerprint, readStamp, removeStamp, writeStamp } from './fingerprint.mjs';
import { runProcess } from './run-process.mjs';
import { Refusal, say } from './say.mjs';

const sources = [
  'src-main',
  'src-renderer',
  'src-shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

export const buildFingerprint = (places) => fingerprint(places.root, sources);

export const isBuildStale = (places) => readStamp(places.buildStamp) !== buildFingerprint(places);

/** Builds into `out/` when a source changed since the last build that succeeded. */
export async function bringBuild(places) {
  if (!isBuildStale(places)) return;
  say('Building Tau Lab ...');
  // Taken before: what changes while it builds is stale again.
  const stamp = buildFingerprint(places);
  removeStamp(places.buildStamp);
  const builder = join(places.modules, 'electron-vite', 'bin', 'electron-vite.js');
  const { exitCode, stdout, stderr } = await runProcess(
    places.node,
    [builder, 'build', '--logLevel', 'warn'],
    {
      output: 'collect',
      cwd: places.root,
    },
  );
  if (exitCode !== 0) {
    process.stderr.write(stdout + stderr);
    throw new Refusal(`Tau Lab could not be built (exit code ${exitCode}); the reasons are above.`);
  }
  writeStamp(places.buildStamp, stamp);
}
