/**
 * The desktop: one window onto the lab. Knows Electron and nothing of runs, SQL or TensorFlow; the lab, which knows
 * those, is a process of its own on its own Node.
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { Problem } from '#shared/result';
import { dataFolder } from '../store/data-folder';
import { registerPageScheme } from './app-protocol';
import { readArguments } from './arguments';
import { openDesktop } from './open-desktop';
import { tellFatal } from './tell-fatal';

const { store, quickStart } = readArguments(process.argv.slice(1));
const folder = dataFolder(store);

/** Two windows on one data folder would be two writers; on different folders they are welcome. */
function claimFolder(): boolean {
  const windowFolder = join(folder, 'window');
  mkdirSync(windowFolder, { recursive: true });
  app.setPath('userData', windowFolder);
  return app.requestSingleInstanceLock();
}

function start(): void {
  if (!claimFolder()) {
    app.quit();
    return;
  }
  registerPageScheme();
  void app
    .whenReady()
    .then(() => openDesktop({ dataFolder: folder, quickStart, appFolder: app.getAppPath() }));
}

try {
  start();
} catch (error) {
  tellFatal(new Problem('store.unwritable', { folder, reason: String(error) }).message);
  app.exit(1);
}
