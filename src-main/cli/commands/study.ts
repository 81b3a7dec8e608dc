import { Argument, type Command } from 'commander';
import { presetNames } from '#shared/config/presets';
import { Problem } from '#shared/result';
import type { Study } from '#shared/study';
import { askLab } from '../ask-lab';
import { exitCodes } from '../exit-codes';
import { followRuns } from '../follow-runs';
import { withLab, type Invocation, type Invoke } from '../invocation';
import type { Lab } from '../../lab/create-lab';
import { axisFrom, configFrom } from '../read-config';
import { repeated } from '../repeated';
import { runTable, toRunResult } from '../run-result';
import { seedCount } from '../seed-count';

interface StudyOptions {
  readonly dataset?: string;
  readonly preset?: string;
  readonly set: readonly string[];
  readonly axis: readonly string[];
  readonly seeds: number;
  readonly name?: string;
}

export function addStudyCommand(program: Command, invoke: Invoke): void {
  program
    .command('study')
    .description('train every combination of some values and wait for all of them')
    .addArgument(
      new Argument('[which]', 'quick-start: the six runs that show the paper on the built-in images').choices(
        ['quick-start'],
      ),
    )
    .option('--dataset <id>', 'the images to train on (default: the built-in ones)')
    .option('--preset <name>', `where to start from: ${presetNames.join(', ')}`)
    .option(
      '--axis <path=v1,v2>',
      'a value of the configuration that varies; repeat it for each',
      repeated,
      [],
    )
    .option('--set <path=value>', 'a value that stays the same; repeat it for each', repeated, [])
    .option('--seeds <n>', 'train each combination with so many seeds', seedCount, 1)
    .option('--name <name>', 'a name for the study')
    .action(
      invoke((invocation, command) => {
        const options = command.opts<StudyOptions>();
        return command.args[0] === undefined
          ? ownStudy(invocation, options)
          : quickStart(invocation, options);
      }),
    );
}

/** Its runs are what they are; only how often they are trained is for a person to say. */
function quickStart(invocation: Invocation, options: StudyOptions): Promise<void> {
  const { seeds, axis, set, ...others } = options;
  if (axis.length > 0 || set.length > 0 || Object.keys(others).length > 0) {
    throw new Problem('command.usage', {
      reason:
        'Expected "study quick-start" with no option but --seeds; leave "quick-start" out for a study of your own.',
    });
  }
  return followStudy(invocation, (lab) => askLab(lab, 'studies.quickStart', { seeds }));
}

function ownStudy(invocation: Invocation, options: StudyOptions): Promise<void> {
  const base = configFrom(options);
  const axes = options.axis.map((written) => {
    const { path, values } = axisFrom(written);
    return { path, values: [...values] };
  });
  const name = options.name ?? axes.map((axis) => axis.path).join(' x ');
  return followStudy(invocation, (lab) =>
    askLab(lab, 'studies.start', { name, base, axes, seeds: options.seeds }),
  );
}

async function followStudy(invocation: Invocation, start: (lab: Lab) => Promise<Study>): Promise<void> {
  await withLab(invocation, async (lab) => {
    const study = await start(lab);
    const { runs, wasInterrupted } = await followRuns(lab, study.runIds, invocation);
    const isFinished = runs.every((run) => run.status === 'finished');
    const result = {
      id: study.id,
      name: study.name,
      status: isFinished ? 'finished' : 'unfinished',
      runs: runs.map(toRunResult),
    };
    invocation.output.result(result, () => runTable(runs));
    for (const run of runs) {
      if (run.error) invocation.output.say(`tau-lab: ${run.id}: ${run.error.message}`);
    }
    const paused = runs.filter((run) => run.status === 'paused').map((run) => run.id);
    if (paused.length > 0) {
      invocation.output.say(
        `Paused. Go on with: npm run -s cli -- runs resume ${paused.join(' ')} --store "${invocation.store}"`,
      );
    }
    if (!isFinished) invocation.setExitCode(wasInterrupted ? exitCodes.interrupted : exitCodes.problem);
  });
}
