import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const cli = join(resolve(import.meta.dirname, '../..'), 'out', 'main', 'cli.cjs');

/** Trains three short runs with different temperatures on the command line, for pages that compare saved runs. */
export function saveThreeRuns(store: string): void {
  const axes = ['--axis', 'loss.temperature=0.07,0.3,1'];
  const short = [
    '--set',
    'dataset.limit=256',
    '--set',
    'training.epochs=2',
    '--set',
    'evaluation.linearEpochs=2',
  ];
  const args = [cli, 'study', '--dataset', 'builtin', ...axes, ...short, '--store', store, '--json'];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The study ended with ${done.status}: ${done.stderr}`);
}
