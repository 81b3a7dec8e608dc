import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { runProcess } from './run-process.mjs';
import { Refusal, say } from './say.mjs';

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * Whether npm's own record of node_modules holds what the lock file asks for: also true after a person's own
 * `npm install`, which leaves no stamp of ours.
 */
export function isInstalled(lock, installed) {
  if (!lock?.packages || !installed?.packages) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    // Packages for other platforms are left out by npm itself.
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/** With the npm that called us, else with the one on the path. */
async function npm(args, places) {
  // Not process.execPath: that may be the very Node in node_modules that npm is about to replace.
  const node = process.env.npm_node_execpath ?? process.execPath;
  const script = process.env.npm_execpath;
  const isWindows = process.platform === 'win32';
  const [command, ...first] = script?.endsWith('npm-cli.js')
    ? [node, script]
    : [isWindows ? 'npm.cmd' : 'npm'];
  const { exitCode } = await runProcess(command, [...first, ...args], { output: 'stderr', cwd: places.root });
  if (exitCode !== 0)
    throw new Refusal(
      `"npm ${args.join(' ')}" ended with ${exitCode}; its reasons are above. Offline, give npm a mirror or a filled cache.`,
    );
}

function needsInstall(places) {
  if (!existsSync(places.modules)) return true;
  if (readStamp(places.dependenciesStamp) === fingerprint(places.root, ['package-lock.json'])) return false;
  return !isInstalled(readJson(places.lockFile), readJson(join(places.modules, '.package-lock.json')));
}

/** Installs what the lock file names, when it changed, and the Node that Tau Lab runs on. */
export async function bringDependencies(places) {
  if (needsInstall(places)) {
    say('Installing the dependencies (npm ci) ...');
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], places);
  }
  if (!existsSync(places.node)) {
    say('Bringing the Node.js that Tau Lab runs on ...');
    await npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], places);
    if (!existsSync(places.node))
      throw new Refusal(`Expected the npm package "node" to bring ${places.node}, but it is not there.`);
  }
  const stamp = fingerprint(places.root, ['package-lock.json']);
  if (readStamp(places.dependenciesStamp) !== stamp) writeStamp(places.dependenciesStamp, stamp);
}
