import type { Command } from 'commander';
import { presetNames } from '#shared/config/presets';
import type { RunSummary } from '#shared/run';
import { askLab } from '../ask-lab';
import { exitCodes } from '../exit-codes';
import { followRuns } from '../follow-runs';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { configFrom } from '../read-config';
import { repeated } from '../repeated';
import { runFacts, toRunResult } from '../run-result';

interface RunOptions {
  readonly dataset?: string;
  readonly preset?: string;
  readonly set: readonly string[];
  readonly name?: string;
}

export function addRunCommand(program: Command, invoke: Invoke): void {
  program
    .command('run')
    .description('train one run and wait for it')
    .option('--dataset <id>', 'the images to train on (default: the built-in ones)')
    .option('--preset <name>', `where to start from: ${presetNames.join(', ')}`)
    .option('--set <path=value>', 'one value of the configuration; repeat it for each', repeated, [])
    .option('--name <name>', 'a name for the run')
    .action(invoke((invocation, command) => run(invocation, command.opts<RunOptions>())));
}

async function run(invocation: Invocation, options: RunOptions): Promise<void> {
  const config = configFrom(options);
  await withLab(invocation, async (lab) => {
    const name = options.name === undefined ? {} : { name: options.name };
    const { id } = await askLab(lab, 'runs.start', { config, ...name });
    const { runs, wasInterrupted } = await followRuns(lab, [id], invocation);
    const ended = runs[0];
    if (ended) tellEnd(invocation, ended, wasInterrupted);
  });
}

/** The end of one run that somebody waited for. */
export function tellEnd(invocation: Invocation, run: RunSummary, wasInterrupted: boolean): void {
  const { output } = invocation;
  output.result(toRunResult(run), () => runFacts(run));
  if (run.error) output.say(`tau-lab: ${run.error.message}`);
  if (run.status === 'paused') {
    output.say(`Paused. Go on with: npm run -s cli -- runs resume ${run.id} --store "${invocation.store}"`);
  }
  if (run.status !== 'finished') {
    invocation.setExitCode(wasInterrupted ? exitCodes.interrupted : exitCodes.problem);
  }
}
