/** Compiles the C++ sources that tfjs-node-gpu brings, against the TensorFlow that was just unpacked. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Problem } from '#shared/result';
import type { Tool } from './find-tools';
import { addonFile } from './engine-manifest';
import type { Machine } from './machine';

const require = createRequire(import.meta.url);

const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`));

export interface CompileRequest {
  readonly compiler: Tool;
  /** Holds `tensorflow/` with the two libraries; the addon goes beside it. */
  readonly folder: string;
  readonly headers: string;
  readonly machine: Machine;
  readonly signal?: AbortSignal | undefined;
}

function compilerArguments(folder: string, headers: string): readonly string[] {
  const addonSources = packageFolder('@tensorflow/tfjs-node-gpu');
  const nodeHeaders = join(packageFolder('node-api-headers'), 'include');
  return [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION'],
    ...[`-I${nodeHeaders}`, `-I${headers}`, `-I${addonSources}`],
    join(addonSources, 'binding', 'tfjs_backend.cc'),
    join(addonSources, 'binding', 'tfjs_binding.cc'),
    ...[`-L${join(folder, 'tensorflow')}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
    // Relative, so that the finished folder can be renamed or copied to another machine.
    '-Wl,-rpath,$ORIGIN/tensorflow',
    ...['-o', join(folder, addonFile)],
  ];
}

const firstError = (stderr: string): string => {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /error|undefined reference|cannot find/i.test(line)) ?? lines[0] ?? '').trim();
};

export async function compileAddon(request: CompileRequest): Promise<void> {
  const [command, ...args] = request.compiler;
  const outcome = await request.machine.run(
    command,
    [...args, ...compilerArguments(request.folder, request.headers)],
    { signal: request.signal },
  );
  if (outcome.exitCode !== 0)
    throw new Problem('engine.compile', {
      reason: firstError(outcome.stderr) || `${command} ended with ${outcome.exitCode}`,
    });
}
