import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron } from '../../resources/bootstrap/electron.mjs';
import { placesIn } from '../../resources/bootstrap/places.mjs';
import { runProcess } from '../../resources/bootstrap/run-process.mjs';
import { hasDisplay } from '../../resources/bootstrap/start.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tau-lab-start-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const executable = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const name = process.platform in executable ? executable[process.platform as 'win32'] : 'electron';

function putElectron(folder: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  return file;
}

describe('a display', () => {
  it('is what the environment of Linux names, and always there elsewhere', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});

describe('findElectron', () => {
  it('finds none where none is', () => {
    expect(findElectron(placesIn(root), { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'none') })).toBeNull();
  });

  it('prefers the one that the environment names', () => {
    const own = putElectron(join(root, 'node_modules', 'electron', 'dist'));
    expect(findElectron(placesIn(root), {})).toBe(own);
    const other = putElectron(join(root, 'other'));
    expect(findElectron(placesIn(root), { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') })).toBe(other);
  });
});

describe('the bootstrap', () => {
  it('tells in one sentence, on standard error, what it can do', async () => {
    const main = resolve(import.meta.dirname, '../../resources/bootstrap/main.mjs');
    const outcome = await runProcess(process.execPath, [main, 'strat'], { output: 'collect' });
    expect(outcome).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'Expected one of start, test, check, bench, cli, build, got "strat".\n',
    });
  });
});
