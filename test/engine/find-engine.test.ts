import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineFolder, enginesRoot } from '../../src-main/engine/engine-folder';
import { writeManifest } from '../../src-main/engine/engine-manifest';
import type { EngineFlavour } from '../../src-main/engine/engine-version';
import { findEngine, type InstalledEngine } from '../../src-main/engine/find-engine';

let root: string;
let upstream: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tau-lab-engines-'));
  upstream = join(root, 'upstream');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const find = (): InstalledEngine | null => findEngine({ root, upstream });

/** An engine of one library of five bytes. */
async function putEngine(flavour: EngineFlavour): Promise<string> {
  const folder = engineFolder(flavour, root);
  mkdirSync(folder);
  writeFileSync(join(folder, 'tfjs_binding.node'), 'addon');
  writeFileSync(join(folder, 'library'), 'bytes');
  await writeManifest(folder, flavour, [{ path: 'library', sizeBytes: 5, sha256: '' }]);
  return folder;
}

describe('findEngine', () => {
  it('finds nothing where nothing is', () => {
    expect(find()).toBeNull();
  });

  it('finds a complete engine', async () => {
    const folder = await putEngine('cpu');
    expect(find()).toMatchObject({ folder, kind: 'bundled', flavour: 'cpu' });
  });

  it('prefers CUDA, which falls back to the processor by itself', async () => {
    await putEngine('cpu');
    await putEngine('cuda');
    expect(find()?.flavour).toBe('cuda');
  });

  it('never uses a folder without a manifest', async () => {
    const folder = await putEngine('cpu');
    rmSync(join(folder, 'manifest.json'));
    expect(find()).toBeNull();
  });

  it('never uses a folder whose manifest was cut short', async () => {
    const folder = await putEngine('cpu');
    writeFileSync(join(folder, 'manifest.json'), '{ "tensorflow": "2.21');
    expect(find()).toBeNull();
  });

  it('never uses a folder that lacks a file or holds one of another size', async () => {
    const folder = await putEngine('cpu');
    writeFileSync(join(folder, 'library'), 'byte');
    expect(find()).toBeNull();
    rmSync(join(folder, 'library'));
    expect(find()).toBeNull();
  });

  it('never uses an addon built from other sources', async () => {
    const folder = await putEngine('cpu');
    const manifest = { tensorflow: '2.21.0', addon: '4.0.0', flavour: 'cpu', files: {} };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    expect(find()).toBeNull();
  });

  it('uses the binary of the package itself when there is no other', () => {
    mkdirSync(upstream);
    writeFileSync(join(upstream, 'tfjs_binding.node'), 'addon');
    expect(find()).toMatchObject({ folder: upstream, kind: 'upstream' });
  });
});

describe('enginesRoot', () => {
  it('is where the environment says, else in the cache of the user', () => {
    expect(enginesRoot({ TAU_LAB_ENGINES: '/shared/engines' })).toBe('/shared/engines');
    expect(enginesRoot({})).toMatch(/tau-lab.*engine$/);
  });
});
