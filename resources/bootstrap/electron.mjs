import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStamp } from './fingerprint.mjs';
import { runProcess } from './run-process.mjs';
import { say } from './say.mjs';

const executables = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const executableIn = (folder) => join(folder, executables[process.platform] ?? 'electron');

/** The Electron that is there: the one that the environment names, else the one of the package. */
export function findElectron(places, env = process.env) {
  const folders = [env.ELECTRON_OVERRIDE_DIST_PATH, join(places.electronPackage, 'dist')];
  const found = folders.filter(Boolean).map(executableIn);
  return found.find((file) => existsSync(file)) ?? null;
}

const stallLimitMs = 20_000;
const watchMs = 1000;

function bytesBelow(folder) {
  let bytes = 0;
  if (!existsSync(folder)) return bytes;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? bytesBelow(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }
  return bytes;
}

/** Ends `child` when nothing arrived for a while: a slow line is fine, a host that cannot be reached is not. */
function endWhenStalled(child, folders) {
  let bytes = 0;
  let idleMs = 0;
  const watch = setInterval(() => {
    const now = folders.reduce((sum, folder) => sum + bytesBelow(folder), 0);
    idleMs = now === bytes ? idleMs + watchMs : 0;
    bytes = now;
    if (idleMs >= stallLimitMs) child.kill();
  }, watchMs);
  child.once('close', () => clearInterval(watch));
}

/** Lets the package download its Electron; tried once per installation of the dependencies. */
export async function bringElectron(places) {
  const failure = join(places.failures, 'electron');
  if (existsSync(failure)) return null;
  say('Downloading Electron ...');
  const temporary = mkdtempSync(join(tmpdir(), 'tau-lab-electron-'));
  try {
    await runProcess(places.node, [join(places.electronPackage, 'install.js')], {
      output: 'collect',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      onStart: (child) => endWhenStalled(child, [temporary, join(places.electronPackage, 'dist')]),
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  const found = findElectron(places);
  if (!found) writeStamp(failure, 'could not be downloaded');
  return found;
}

const readSetting = (name) => {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim();
  } catch {
    return null;
  }
};

const isRoot = () => process.getuid?.() === 0;

/** Chromium refuses its sandbox to root. */
export const sandboxArguments = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);

/** Some distributions keep ordinary programs from making the sandbox, and Electron ends at once. */
export function isSandboxForbidden(executable, setting = readSetting) {
  if (process.platform !== 'linux' || isRoot()) return false;
  const helper = statSync(join(executable, '..', 'chrome-sandbox'), { throwIfNoEntry: false });
  if (helper && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return false;
  return (
    setting('apparmor_restrict_unprivileged_userns') === '1' || setting('unprivileged_userns_clone') === '0'
  );
}
