import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Problem } from '#shared/result';
import { engineStatus, type EngineStatus } from '../../engine/engine-status';
import { listEngines } from '../../engine/find-engine';
import { installEngine } from '../../engine/install-engine';
import type { Invocation, Invoke } from '../invocation';
import { installProgress } from '../install-progress';
import { repeated } from '../repeated';
import { facts } from '../table';

interface InstallOptions {
  readonly cpu?: boolean;
  readonly cuda?: boolean;
  readonly wheel: readonly string[];
  readonly ifMissing?: boolean;
}

export function addEngineCommands(program: Command, invoke: Invoke): void {
  const engine = program.command('engine').description('TensorFlow, which trains the runs');
  engine
    .command('status')
    .description('tell which engine runs use, and what is there to install one')
    .action(
      invoke(async ({ output }) => {
        const status = await engineStatus();
        output.result(status, () => statusText(status));
      }),
    );
  engine
    .command('install')
    .description('fetch TensorFlow and build its addon')
    .option('--cuda', 'the build for NVIDIA graphics cards (default where there is one)')
    .option('--cpu', 'the build for the processor, a tenth of the size')
    .option('--wheel <file>', 'a wheel brought by hand; repeat it for each', repeated, [])
    .option('--if-missing', 'do nothing where one is installed already')
    .action(invoke((invocation, command) => install(invocation, command.opts<InstallOptions>())));
}

async function install(invocation: Invocation, options: InstallOptions): Promise<void> {
  const { output } = invocation;
  const present = listEngines().find((engine) => !options.cuda || engine.flavour === 'cuda');
  if (options.ifMissing && present) {
    output.result(
      { folder: present.folder, installed: false },
      () => `Already installed in ${present.folder}`,
    );
    return;
  }
  const abort = new AbortController();
  const stopListening = invocation.onInterrupt(() => abort.abort(new Problem('engine.cancelled')));
  const progress = installProgress(output);
  try {
    const folder = await installEngine({
      ...(options.cuda ? { flavour: 'cuda' as const } : options.cpu ? { flavour: 'cpu' as const } : {}),
      wheels: options.wheel.map((file) => resolve(file)),
      onProgress: progress.show,
      signal: abort.signal,
    });
    output.result({ folder, installed: true }, () => `Installed in ${folder}`);
  } finally {
    progress.stop();
    stopListening();
  }
}

function statusText(status: EngineStatus): string {
  const { active } = status;
  const used = active
    ? `TensorFlow ${active.tensorflowVersion} (${active.flavour}), in ${active.folder}`
    : 'none; runs use the slow JavaScript backend until "engine install" has run';
  return facts([
    ['engine', used],
    ['platform', status.platform],
    ['graphics cards', status.gpus.length > 0 ? status.gpus.join(', ') : 'none'],
    ['engines live in', status.folder],
    ['pip', status.pip ? 'found' : 'not found'],
    ['C++ compiler', status.compiler ?? 'not found'],
  ]);
}
