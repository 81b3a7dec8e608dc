/** Finds the best engine that is installed on this machine. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { engineFolder, enginesRoot } from './engine-folder';
import { addonFile, readManifest } from './engine-manifest';
import { engineFlavours, type EngineFlavour } from './engine-version';

const require = createRequire(import.meta.url);

export interface InstalledEngine {
  readonly folder: string;
  /** `bundled`: installed by Tau Lab; `upstream`: the binary that tfjs-node-gpu's own installer brought. */
  readonly kind: 'bundled' | 'upstream';
  readonly flavour: EngineFlavour;
  readonly tensorflowVersion: string;
}

function bundledEngine(flavour: EngineFlavour, root: string): InstalledEngine | null {
  const folder = engineFolder(flavour, root);
  const manifest = readManifest(folder);
  return manifest && { folder, kind: 'bundled', flavour, tensorflowVersion: manifest.tensorflow };
}

/** Where tfjs-node-gpu's own installer puts its addon, which finds its library by itself. */
const upstreamFolder = (): string =>
  join(dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json')), 'lib', 'napi-v8');

function upstreamEngine(folder: string): InstalledEngine | null {
  if (!existsSync(join(folder, addonFile))) return null;
  return { folder, kind: 'upstream', flavour: 'cuda', tensorflowVersion: '2.9.1' };
}

export interface EnginePlaces {
  readonly root?: string;
  readonly upstream?: string;
}

/** All that are complete, best first. */
export function listEngines(places: EnginePlaces = {}): readonly InstalledEngine[] {
  const root = places.root ?? enginesRoot();
  const found = [
    ...engineFlavours.map((flavour) => bundledEngine(flavour, root)),
    upstreamEngine(places.upstream ?? upstreamFolder()),
  ];
  return found.filter((engine) => engine !== null);
}

export const findEngine = (places: EnginePlaces = {}): InstalledEngine | null =>
  listEngines(places)[0] ?? null;
