import { bringElectron, findElectron, isSandboxForbidden, sandboxArguments } from './electron.mjs';
import { places } from './places.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';
import { say } from './say.mjs';

export const hasDisplay = (env = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** The Electron to open a window with, or why there will be none. */
async function chooseWindow(isBrowserWanted) {
  if (isBrowserWanted) return { executable: null, reason: null };
  if (!hasDisplay()) return { executable: null, reason: 'there is no display' };
  const executable = findElectron(places) ?? (await bringElectron(places));
  if (!executable) return { executable: null, reason: 'Electron could not be downloaded' };
  if (isSandboxForbidden(executable))
    return { executable: null, reason: "this system forbids Electron's sandbox" };
  return { executable, reason: null };
}

const cannotRun = 127;

async function openWindow(executable, args) {
  const env = { ...process.env };
  // Set in the terminals of editors that are Electron themselves; ours would then be a bare Node.
  delete env.ELECTRON_RUN_AS_NODE;
  const { exitCode } = await runProcess(executable, [...sandboxArguments(), places.root, ...args], { env });
  return exitCode;
}

/** The workbench: in a window of its own where that works, else in the browser. */
export async function start(args) {
  await prepare({ build: true, engine: true });
  const own = args.filter((arg) => arg !== '--browser');
  const { executable, reason } = await chooseWindow(own.length !== args.length);
  if (executable) {
    const exitCode = await openWindow(executable, own);
    if (exitCode !== cannotRun) return exitCode;
  }
  const why = executable ? 'Electron lacks libraries of this system' : reason;
  if (why) say(`Opening the workbench in the browser, because ${why}.`);
  const { exitCode } = await runProcess(places.node, [places.cli, 'serve', '--quick-start', ...own]);
  return exitCode;
}
