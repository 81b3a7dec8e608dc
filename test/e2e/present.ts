/**
 * What the tests that click need beyond the repository. In CI they must find it; elsewhere a machine without it skips
 * them, and the last line of the tests counts what was skipped.
 */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const mustRun = process.env['CI'] === 'true';

export const chromiumPath = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium';

/** The Electron that the machine's preparation names, or the one that the package brought. */
export const electronPath = join(
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist'),
  'electron',
);

/** Where Debian's package dataset-fashion-mnist puts the files. */
export const fashionFolder = process.env['FASHION_MNIST'] ?? '/usr/share/datasets/fashion-mnist';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

export const lacksFashion = !mustRun && !existsSync(fashionFolder);
export const lacksBrowser = lacksFashion || (!mustRun && !existsSync(chromiumPath));
export const lacksWindow = lacksFashion || (!mustRun && !(existsSync(electronPath) && hasDisplay));
