import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KnownWheel } from '../../src-main/engine/known-wheels';
import type { Machine, Outcome, RunOptions } from '../../src-main/engine/machine';
import { tinyZip } from './tiny-zip';

export const succeeds = (stdout = ''): Outcome => ({ exitCode: 0, stdout, stderr: '' });
export const fails = (stderr: string): Outcome => ({ exitCode: 1, stdout: '', stderr });
const notFound: Outcome = { exitCode: 127, stdout: '', stderr: '' };

type Program = (args: readonly string[], options: RunOptions) => Outcome | Promise<Outcome>;

export interface FakeMachine extends Machine {
  readonly ran: string[];
}

/** A machine on which only `programs` are there. */
export function fakeMachine(
  programs: Readonly<Record<string, Program>>,
  platform = 'linux-x64',
): FakeMachine {
  const ran: string[] = [];
  return {
    platform,
    env: {},
    ran,
    run: async (command, args, options = {}) => {
      ran.push([command, ...args].join(' '));
      return programs[command]?.(args, options) ?? notFound;
    },
  };
}

const wheelContent = tinyZip({
  'tensorflow/libtensorflow_cc.so.2': 'the library',
  'tensorflow/libtensorflow_framework.so.2': 'the framework',
  'tensorflow/include/tensorflow/c/c_api.h': 'a header',
  'tensorflow/include/absl/unused.h': 'another header',
  'tensorflow/python/unused.py': 'some Python',
});

export const cpuWheel: KnownWheel = {
  file: 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
  sizeBytes: wheelContent.length,
  sha256: createHash('sha256').update(wheelContent).digest('hex'),
};

export const cudaWheel: KnownWheel = {
  ...cpuWheel,
  file: 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
};

export const catalog = { cpu: [cpuWheel], cuda: [cudaWheel] };

export function writeWheel(
  folder: string,
  wheel: KnownWheel = cpuWheel,
  content: Buffer = wheelContent,
): string {
  const path = join(folder, wheel.file);
  writeFileSync(path, content);
  return path;
}

const argumentAfter = (args: readonly string[], name: string): string => args[args.indexOf(name) + 1] ?? '';

/** A pip that has the wheels of the catalog. */
export const workingPip: Program = (args) => {
  if (!args.includes('download')) return succeeds('pip 24');
  const wheel = args.at(-1)?.startsWith('tensorflow-cpu') ? cpuWheel : cudaWheel;
  writeWheel(argumentAfter(args, '--dest'), wheel);
  return succeeds();
};

/** A compiler that writes its output. */
export const workingCompiler: Program = (args) => {
  if (args.includes('--version')) return succeeds('g++ 14');
  const output = argumentAfter(args, '-o');
  writeFileSync(output, `compiled ${basename(output)}`);
  return succeeds();
};
