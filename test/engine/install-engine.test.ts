import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngine } from '../../src-main/engine/find-engine';
import { installEngine, type InstallProgress } from '../../src-main/engine/install-engine';
import type { Machine } from '../../src-main/engine/machine';
import {
  catalog,
  cpuWheel,
  fails,
  fakeMachine,
  succeeds,
  workingCompiler,
  workingPip,
  writeWheel,
} from './fake-machine';

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tau-lab-engine-'));
  root = join(folder, 'engines');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const install = (machine: Machine, options: Parameters<typeof installEngine>[0] = {}): Promise<string> =>
  installEngine({ root, catalog, machine, ...options });

const working = { python3: workingPip, 'g++': workingCompiler };
const found = () => findEngine({ root, upstream: join(folder, 'none') });
const leftovers = (): string[] => (existsSync(root) ? readdirSync(root) : []);

describe('an installation', () => {
  it('ends with an engine that is found, and with nothing else', async () => {
    const engine = await install(fakeMachine(working));
    expect(found()).toEqual({ folder: engine, kind: 'bundled', flavour: 'cpu', tensorflowVersion: '2.21.0' });
    expect(leftovers()).toEqual(['tensorflow-2.21.0-cpu']);
    expect(readdirSync(engine, { recursive: true }).sort()).toEqual([
      'manifest.json',
      'tensorflow',
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2',
      'tfjs_binding.node',
    ]);
  });

  it('tells its phases in order', async () => {
    const seen: InstallProgress[] = [];
    await install(fakeMachine(working), { onProgress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(['download', 'unpack', 'compile', 'done']);
    const fractions = seen.flatMap(({ fraction }) => fraction ?? []);
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  it('takes the CUDA wheels where there is a graphics card', async () => {
    const machine = fakeMachine({ ...working, 'nvidia-smi': () => succeeds('0, GPU-1f, NVIDIA A100\n') });
    expect(await install(machine)).toBe(join(root, 'tensorflow-2.21.0-cuda'));
  });

  it('needs no pip for a wheel that the person brought', async () => {
    const machine = fakeMachine({ 'g++': workingCompiler });
    await install(machine, { wheels: [writeWheel(folder)] });
    expect(found()?.flavour).toBe('cpu');
    expect(existsSync(join(folder, cpuWheel.file))).toBe(true);
  });

  it('falls back to other names of pip and the compiler', async () => {
    await install(fakeMachine({ pip3: workingPip, 'clang++': workingCompiler }));
    expect(found()).not.toBeNull();
  });

  it('replaces a folder that holds no whole engine', async () => {
    mkdirSync(join(root, 'tensorflow-2.21.0-cpu'), { recursive: true });
    writeFileSync(join(root, 'tensorflow-2.21.0-cpu', 'half'), '');
    await install(fakeMachine(working));
    expect(found()).not.toBeNull();
    expect(leftovers()).toEqual(['tensorflow-2.21.0-cpu']);
  });

  it('sweeps away what a killed installation left, but not what another still works on', async () => {
    // No process has a number above the limit of Linux.
    mkdirSync(join(root, '.installing-99999999-tensorflow-2.21.0-cpu'), { recursive: true });
    mkdirSync(join(root, `.installing-${process.ppid}-tensorflow-2.21.0-cpu`), { recursive: true });
    await install(fakeMachine(working));
    expect(leftovers().sort()).toEqual([
      `.installing-${process.ppid}-tensorflow-2.21.0-cpu`,
      'tensorflow-2.21.0-cpu',
    ]);
  });
});

describe('an installation that cannot be', () => {
  it('is refused on a platform without a recipe', async () => {
    await expect(install(fakeMachine(working, 'win32-x64'))).rejects.toMatchObject({
      code: 'engine.unsupported',
      details: { platform: 'win32-x64' },
    });
  });

  it('says that pip is missing, before anything is fetched', async () => {
    const machine = fakeMachine({ 'g++': workingCompiler });
    await expect(install(machine)).rejects.toMatchObject({
      code: 'engine.no-pip',
      message: expect.stringContaining(cpuWheel.file),
    });
    expect(leftovers()).toEqual([]);
  });

  it('says that a compiler is missing, before anything is fetched', async () => {
    const machine = fakeMachine({ python3: workingPip });
    await expect(install(machine)).rejects.toMatchObject({ code: 'engine.no-compiler' });
    expect(machine.ran.some((line) => line.includes(' download '))).toBe(false);
  });

  it("passes on pip's reason", async () => {
    const pip = (args: readonly string[]) =>
      args.includes('download')
        ? fails('WARNING: retrying\nERROR: No matching distribution found.\n')
        : succeeds();
    await expect(install(fakeMachine({ ...working, python3: pip }))).rejects.toMatchObject({
      code: 'engine.download',
      details: { wheel: cpuWheel.file, reason: 'No matching distribution found' },
    });
    expect(leftovers()).toEqual([]);
  });

  it("passes on the compiler's first error", async () => {
    const compiler = (args: readonly string[]) =>
      args.includes('--version') ? succeeds() : fails('In file a.cc\na.cc:3: fatal error: no such header\n');
    await expect(install(fakeMachine({ ...working, 'g++': compiler }))).rejects.toMatchObject({
      code: 'engine.compile',
      details: { reason: 'a.cc:3: fatal error: no such header' },
    });
    expect(leftovers()).toEqual([]);
  });

  it('refuses a file that is another wheel', async () => {
    const file = writeWheel(folder, {
      ...cpuWheel,
      file: 'tensorflow_cpu-2.15.0-cp311-cp311-linux_x86_64.whl',
    });
    await expect(install(fakeMachine(working), { wheels: [file] })).rejects.toMatchObject({
      code: 'engine.bad-wheel',
    });
  });

  it('refuses a file that is not there', async () => {
    const file = join(folder, cpuWheel.file);
    await expect(install(fakeMachine(working), { wheels: [file] })).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });

  it('refuses a wheel with other bytes', async () => {
    const file = writeWheel(folder, cpuWheel, Buffer.from('not what was published'));
    await expect(install(fakeMachine(working), { wheels: [file] })).rejects.toMatchObject({
      code: 'engine.checksum',
      details: { expected: cpuWheel.sha256 },
    });
    expect(leftovers()).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const abort = new AbortController();
    const pip = async (args: readonly string[], options: { readonly signal?: AbortSignal | undefined }) => {
      if (!args.includes('download')) return succeeds();
      abort.abort(new Error('stopped'));
      options.signal?.throwIfAborted();
      return succeeds();
    };
    const machine = fakeMachine({ ...working, python3: pip });
    await expect(install(machine, { signal: abort.signal })).rejects.toThrow('stopped');
    expect(leftovers()).toEqual([]);
    expect(found()).toBeNull();
  });
});
