/**
 * Installs an engine: fetches TensorFlow's wheels, takes the libraries out, compiles the addon against them. All of it
 * happens in a folder beside the final one, which then gets its name in one step: an engine is whole or not there.
 */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '#shared/result';
import { compileAddon } from './compile-addon';
import { engineFolder, enginesRoot } from './engine-folder';
import { readManifest, writeManifest } from './engine-manifest';
import { engineFlavours, tensorflowVersion, type EngineFlavour } from './engine-version';
import { checkWheel, fetchWheel } from './fetch-wheel';
import { findCompiler, findPip, type Tool } from './find-tools';
import { listGraphicsCards } from './graphics-cards';
import { isEngineFile, isHeader, knownWheels, type KnownWheel } from './known-wheels';
import { thisMachine, type Machine } from './machine';
import { unpackWheel, type UnpackedFile } from './unpack-wheel';

export interface InstallProgress {
  readonly phase: 'download' | 'unpack' | 'compile' | 'done';
  /** Of the phase, 0 to 1; null when it cannot be told. */
  readonly fraction: number | null;
  readonly message: string;
}

type Catalog = Readonly<Record<EngineFlavour, readonly KnownWheel[]>>;

export interface InstallOptions {
  /** Left out: that of the wheels brought, else CUDA where there is a graphics card. */
  readonly flavour?: EngineFlavour;
  /** Wheel files that the person brought; those missing here come through pip. */
  readonly wheels?: readonly string[];
  readonly onProgress?: (progress: InstallProgress) => void;
  readonly signal?: AbortSignal;
  readonly root?: string;
  readonly machine?: Machine;
  readonly catalog?: Catalog;
}

interface Work {
  readonly flavour: EngineFlavour;
  readonly wheels: readonly KnownWheel[];
  readonly brought: ReadonlyMap<string, string>;
  readonly pip: Tool | null;
  readonly compiler: Tool;
  readonly staging: string;
  readonly machine: Machine;
  readonly signal: AbortSignal | undefined;
  readonly say: (phase: InstallProgress['phase'], fraction: number | null, message: string) => void;
}

const supportedPlatform = 'linux-x64';

/** The brought files by the name of the wheel they are; refuses what is no wheel of this engine. */
function sortWheels(files: readonly string[], known: readonly KnownWheel[]): ReadonlyMap<string, string> {
  return new Map(
    files.map((file) => {
      if (!existsSync(file)) throw new Problem('file.not-found', { file });
      if (!known.some((wheel) => wheel.file === basename(file)))
        throw new Problem('engine.bad-wheel', {
          file,
          version: tensorflowVersion,
          reason: `its name should be ${known[0]?.file ?? ''}`,
        });
      return [basename(file), file];
    }),
  );
}

/** The flavour that some of these files belong to. */
const flavourOf = (files: readonly string[], catalog: Catalog): EngineFlavour | undefined =>
  engineFlavours.find((flavour) =>
    catalog[flavour].some((wheel) => files.some((file) => basename(file) === wheel.file)),
  );

const fittingFlavour = async (machine: Machine): Promise<EngineFlavour> =>
  (await listGraphicsCards(machine)).length > 0 ? 'cuda' : 'cpu';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Removes what installations that were killed have left behind. */
function sweep(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = /^\.installing-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function bringWheel(wheel: KnownWheel, before: number, total: number, work: Work): Promise<string> {
  const brought = work.brought.get(wheel.file);
  const message = `Downloading TensorFlow ${tensorflowVersion} (${megabytes(total)})`;
  work.say('download', before / total, message);
  if (!brought && !work.pip) throw new Problem('engine.no-pip', { wheel: wheel.file });
  const path =
    brought ??
    (await fetchWheel({
      wheel,
      pip: work.pip ?? [''],
      into: join(work.staging, 'download'),
      machine: work.machine,
      signal: work.signal,
      onBytes: (bytes) => work.say('download', (before + bytes) / total, message),
    }));
  await checkWheel(path, wheel, work.signal);
  return path;
}

async function unpackWheels(work: Work): Promise<readonly UnpackedFile[]> {
  const total = work.wheels.reduce((sum, wheel) => sum + wheel.sizeBytes, 0);
  const files: UnpackedFile[] = [];
  let before = 0;
  for (const wheel of work.wheels) {
    const path = await bringWheel(wheel, before, total, work);
    before += wheel.sizeBytes;
    files.push(
      ...(await unpackWheel({
        wheel: path,
        into: join(work.staging, 'engine'),
        isWanted: (entry) => isEngineFile(entry) || isHeader(entry),
        signal: work.signal,
        onFraction: (fraction) => work.say('unpack', fraction, `Unpacking ${wheel.file.split('-')[0] ?? ''}`),
      })),
    );
    // The engine alone is a gigabyte: nobody should need room for the wheels as well.
    rmSync(join(work.staging, 'download'), { recursive: true, force: true });
  }
  return files.filter((file) => isEngineFile(file.path));
}

async function build(work: Work): Promise<void> {
  const folder = join(work.staging, 'engine');
  const files = await unpackWheels(work);
  work.say('compile', null, 'Compiling the TensorFlow addon');
  const headers = join(folder, 'tensorflow', 'include');
  await compileAddon({ ...work, folder, headers });
  rmSync(headers, { recursive: true, force: true });
  await writeManifest(folder, work.flavour, files);
}

/** Puts the finished engine in its place, unless another installation was faster. */
function publish(finished: string, target: string, staging: string): void {
  if (readManifest(target)) return;
  if (existsSync(target)) renameSync(target, join(staging, 'replaced'));
  renameSync(finished, target);
}

async function prepare(options: InstallOptions, machine: Machine): Promise<Omit<Work, 'staging' | 'say'>> {
  if (machine.platform !== supportedPlatform)
    throw new Problem('engine.unsupported', { platform: machine.platform });
  const files = options.wheels ?? [];
  const catalog = options.catalog ?? knownWheels;
  const flavour = options.flavour ?? flavourOf(files, catalog) ?? (await fittingFlavour(machine));
  const wheels = catalog[flavour];
  const brought = sortWheels(files, wheels);
  const missing = wheels.find((wheel) => !brought.has(wheel.file));
  const pip = missing ? await findPip(machine) : null;
  if (missing && !pip) throw new Problem('engine.no-pip', { wheel: missing.file });
  const compiler = await findCompiler(machine);
  if (!compiler) throw new Problem('engine.no-compiler');
  return { flavour, wheels, brought, pip, compiler, machine, signal: options.signal };
}

/** The folder of the engine, which is installed when this returns. */
export async function installEngine(options: InstallOptions = {}): Promise<string> {
  const machine = options.machine ?? thisMachine;
  const root = options.root ?? enginesRoot(machine.env);
  const prepared = await prepare(options, machine);
  const target = engineFolder(prepared.flavour, root);
  const staging = join(root, `.installing-${process.pid}-${basename(target)}`);
  const say: Work['say'] = (phase, fraction, message) => options.onProgress?.({ phase, fraction, message });
  mkdirSync(dirname(target), { recursive: true });
  sweep(root);
  try {
    await build({ ...prepared, staging, say });
    options.signal?.throwIfAborted();
    publish(join(staging, 'engine'), target, staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  say('done', 1, `TensorFlow ${tensorflowVersion} is installed in ${target}`);
  return target;
}
