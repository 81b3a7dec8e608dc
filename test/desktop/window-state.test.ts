import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReachable, readWindowState, writeWindowState } from '../../src-main/desktop/window-state';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tau-lab-window-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('window state', () => {
  const state = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, isMaximized: true };

  it('comes back as it was written, in a folder that was not there yet', () => {
    const file = join(folder, 'new', 'window-state.json');
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  it.each([
    '',
    '{',
    '{"bounds":{"x":0,"y":0,"width":-1,"height":5},"isMaximized":false}',
    '{"isMaximized":true}',
  ])('is forgotten where the file holds %j', (content) => {
    const file = join(folder, 'window-state.json');
    writeFileSync(file, content);
    expect(readWindowState(file)).toBeNull();
  });

  it('is forgotten where there is no file, and a place that cannot be written is no failure', () => {
    expect(readWindowState(join(folder, 'none.json'))).toBeNull();
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeWindowState(join(folder, 'file', 'state.json'), state)).not.toThrow();
  });
});

describe('isReachable', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1080 },
    { x: 1920, y: 0, width: 1280, height: 1024 },
  ];
  const at = (x: number, y: number) => ({ x, y, width: 1000, height: 700 });

  it('accepts a window whose title bar is on a screen', () => {
    expect(isReachable(at(0, 0), screens)).toBe(true);
    expect(isReachable(at(2900, 300), screens)).toBe(true);
    expect(isReachable(at(-800, 10), screens)).toBe(true);
  });

  it('refuses one on a screen that is gone, above the top, or a sliver away from the edge', () => {
    expect(isReachable(at(2900, 300), screens.slice(0, 1))).toBe(false);
    expect(isReachable(at(100, -50), screens)).toBe(false);
    expect(isReachable(at(-950, 10), screens)).toBe(false);
    expect(isReachable(at(100, 1010), screens)).toBe(false);
  });
});
