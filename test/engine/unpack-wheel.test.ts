import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isEngineFile, isHeader, knownWheels, requirementOf } from '../../src-main/engine/known-wheels';
import { unpackWheel } from '../../src-main/engine/unpack-wheel';
import { tinyZip } from './tiny-zip';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tau-lab-wheel-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unpack = (files: Readonly<Record<string, string>>, isWanted = isEngineFile) => {
  const wheel = join(folder, 'a.whl');
  writeFileSync(wheel, tinyZip(files));
  return unpackWheel({ wheel, into: join(folder, 'out'), isWanted, onFraction: () => undefined });
};

it('takes only what is wanted, and says its size and hash', async () => {
  const unpacked = await unpack({ 'tensorflow/libtensorflow_cc.so.2': 'abc', 'tensorflow/other.so': 'x' });
  expect(unpacked).toEqual([
    {
      path: 'tensorflow/libtensorflow_cc.so.2',
      sizeBytes: 3,
      // The SHA-256 of "abc", as in FIPS 180-2, appendix B.1.
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ]);
  expect(readdirSync(join(folder, 'out', 'tensorflow'))).toEqual(['libtensorflow_cc.so.2']);
  expect(readFileSync(join(folder, 'out', 'tensorflow', 'libtensorflow_cc.so.2'), 'utf8')).toBe('abc');
});

it('keeps programs executable', async () => {
  await unpack({ 'nvidia/cuda_nvcc/bin/ptxas*': '#!', 'nvidia/cuda_nvcc/nvvm/libdevice.bc': 'x' });
  const modeOf = (path: string): number => statSync(join(folder, 'out/nvidia/cuda_nvcc', path)).mode & 0o777;
  expect(modeOf('bin/ptxas') & 0o100).toBe(0o100);
  expect(modeOf('nvvm/libdevice.bc') & 0o111).toBe(0);
});

it('refuses an archive that reaches outside', async () => {
  await expect(unpack({ '../nvidia/evil.so': 'x' }, () => true)).rejects.toThrow('invalid relative path');
});

it('refuses what is no archive', async () => {
  const wheel = join(folder, 'a.whl');
  writeFileSync(wheel, 'x'.repeat(100));
  const request = { wheel, into: folder, isWanted: isEngineFile, onFraction: () => undefined };
  await expect(unpackWheel(request)).rejects.toThrow();
});

it('knows which files of the wheels an engine is made of', () => {
  expect(isEngineFile('nvidia/cudnn/lib/libcudnn.so.9')).toBe(true);
  expect(isEngineFile('nvidia/cudnn/include/cudnn.h')).toBe(false);
  expect(isEngineFile('nvidia/cuda_runtime/lib/libcudart_static.a')).toBe(false);
  expect(isEngineFile('tensorflow/python/_pywrap.so')).toBe(false);
  expect(isHeader('tensorflow/include/tensorflow/c/eager/c_api.h')).toBe(true);
  expect(isHeader('tensorflow/include/absl/base/config.h')).toBe(false);
});

it('asks pip for each wheel by its name and version', () => {
  expect(knownWheels.cpu.map(requirementOf)).toEqual(['tensorflow-cpu==2.21.0']);
  expect(knownWheels.cuda.map(requirementOf)).toContain('nvidia-cudnn-cu12==9.28.0.42');
  expect(knownWheels.cuda[0] && requirementOf(knownWheels.cuda[0])).toBe('tensorflow==2.21.0');
});
