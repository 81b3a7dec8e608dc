import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything is, for the checkout in `root`. */
export function placesIn(root) {
  const modules = join(root, 'node_modules');
  const isWindows = process.platform === 'win32';
  return {
    root,
    modules,
    lockFile: join(root, 'package-lock.json'),
    /** The Node that everything after the bootstrap runs on, whatever the bootstrap itself runs on. */
    node: join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node'),
    dependenciesStamp: join(modules, '.tau-lab-stamp'),
    /** What was tried in vain, so that it is not tried again at every start; `npm ci` forgets it. */
    failures: join(modules, '.tau-lab-failures'),
    out: join(root, 'out'),
    buildStamp: join(root, 'out', '.stamp'),
    cli: join(root, 'out', 'main', 'cli.cjs'),
    electronPackage: join(modules, 'electron'),
  };
}

export const places = placesIn(fileURLToPath(new URL('../..', import.meta.url)));
