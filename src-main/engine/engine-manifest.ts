/** The manifest is written last and checked first: without a fitting one, a folder is no engine. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addonVersion, engineFlavours, tensorflowVersion, type EngineFlavour } from './engine-version';

export const manifestFile = 'manifest.json';
export const addonFile = 'tfjs_binding.node';

const manifestSchema = z.object({
  tensorflow: z.literal(tensorflowVersion),
  addon: z.literal(addonVersion),
  flavour: z.enum(engineFlavours),
  /** Of every file of the engine, by its path within the folder. */
  files: z.record(z.string(), z.object({ sizeBytes: z.number(), sha256: z.string() })),
});

export type EngineManifest = z.infer<typeof manifestSchema>;

/** The manifest of a complete engine of this version in `folder`, else null. */
export function readManifest(folder: string): EngineManifest | null {
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')));
    // Sizes only: hashing a gigabyte at every start would cost more than a damaged file is likely.
    const isWhole = Object.entries(manifest.files).every(
      ([path, file]) => statSync(join(folder, path)).size === file.sizeBytes,
    );
    return isWhole && addonFile in manifest.files ? manifest : null;
  } catch {
    // Missing, unreadable, of another version or half written: all the same to those who look for an engine.
    return null;
  }
}

interface ManifestEntry {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Completes the engine in `folder`, whose libraries are `files` and whose addon was just compiled. */
export async function writeManifest(
  folder: string,
  flavour: EngineFlavour,
  files: readonly ManifestEntry[],
): Promise<void> {
  const addon = await readFile(join(folder, addonFile));
  const entries = [
    ...files,
    { path: addonFile, sizeBytes: addon.length, sha256: createHash('sha256').update(addon).digest('hex') },
  ];
  const manifest: EngineManifest = {
    tensorflow: tensorflowVersion,
    addon: addonVersion,
    flavour,
    files: Object.fromEntries(entries.map(({ path, sizeBytes, sha256 }) => [path, { sizeBytes, sha256 }])),
  };
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
}
