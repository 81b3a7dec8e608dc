import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFingerprint, isBuildStale } from '../../resources/bootstrap/build.mjs';
import { isInstalled } from '../../resources/bootstrap/dependencies.mjs';
import { fingerprint } from '../../resources/bootstrap/fingerprint.mjs';
import { placesIn } from '../../resources/bootstrap/places.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tau-lab-bootstrap-'));
  mkdirSync(join(root, 'src-main', 'lab'), { recursive: true });
  writeFileSync(join(root, 'src-main', 'lab', 'main.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const print = (): string => fingerprint(root, ['src-main', 'package.json']);
const source = (): string => join(root, 'src-main', 'lab', 'main.ts');

describe('fingerprint', () => {
  it('stays when nothing but a time changes', () => {
    const before = print();
    utimesSync(source(), 1, 1);
    expect(print()).toBe(before);
  });

  it('changes with the content, the name and the number of files', () => {
    const seen = [print()];
    writeFileSync(source(), 'two');
    seen.push(print());
    renameSync(source(), join(root, 'src-main', 'lab', 'other.ts'));
    seen.push(print());
    writeFileSync(join(root, 'src-main', 'empty.ts'), '');
    seen.push(print());
    writeFileSync(join(root, 'package.json'), '{}');
    seen.push(print());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('tells bytes of one file from those of the next', () => {
    writeFileSync(join(root, 'src-main', 'a'), 'xy');
    writeFileSync(join(root, 'src-main', 'b'), '');
    const before = print();
    writeFileSync(join(root, 'src-main', 'a'), 'x');
    writeFileSync(join(root, 'src-main', 'b'), 'y');
    expect(print()).not.toBe(before);
  });
});

describe('isBuildStale', () => {
  it('is so until a build of these sources has succeeded', () => {
    const places = placesIn(root);
    expect(isBuildStale(places)).toBe(true);
    mkdirSync(join(root, 'out'));
    writeFileSync(places.buildStamp, `${buildFingerprint(places)}\n`);
    expect(isBuildStale(places)).toBe(false);
    writeFileSync(source(), 'changed');
    expect(isBuildStale(places)).toBe(true);
  });
});

describe('isInstalled', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-windows': { version: '2.0.0', optional: true },
    },
  };
  const installed = (a: string) => ({ packages: { 'node_modules/a': { version: a } } });

  it('asks for every package that this platform needs, in its version', () => {
    expect(isInstalled(lock, installed('1.0.0'))).toBe(true);
    expect(isInstalled(lock, installed('1.0.1'))).toBe(false);
    expect(isInstalled(lock, { packages: {} })).toBe(false);
  });

  it('is not so when either record cannot be read', () => {
    expect(isInstalled(lock, null)).toBe(false);
    expect(isInstalled(null, installed('1.0.0'))).toBe(false);
  });
});
