/**
 * The command line: reads words, asks the lab in this same process, prints. Knows what scripts rely on (exit codes,
 * JSON alone on standard output); knows nothing of SQL or training.
 */

import { Command, CommanderError } from 'commander';
import { Problem, toAppError } from '#shared/result';
import { addDatasetCommands } from './commands/dataset';
import { addEngineCommands } from './commands/engine';
import { addEvaluateCommand } from './commands/evaluate';
import { addRunCommand } from './commands/run';
import { addRunsCommands } from './commands/runs';
import { addServeCommand } from './commands/serve';
import { addStudyCommand } from './commands/study';
import { exitCodes } from './exit-codes';
import { createInvoke, type Environment } from './invocation';
import { usageSentence } from './usage-error';

/** @returns the code that the process should end with */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<number> {
  let exitCode = 0;
  const program = createProgram(environment, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return tell(thrown, environment);
  }
}

function createProgram(environment: Environment, setExitCode: (code: number) => void): Command {
  const program = new Command('tau-lab')
    .description('Experiments with the temperature of contrastive learning.')
    .option('--store <dir>', "data folder (default: TAU_LAB_STORE, or the user's own)")
    .option('--json', 'print results as JSON on standard output, and nothing else there')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void environment.streams.stdout.write(text),
      // Usage errors are told once, as one sentence, where they are caught.
      writeErr: () => undefined,
    });
  const invoke = createInvoke(environment, setExitCode);
  addEngineCommands(program, invoke);
  addDatasetCommands(program, invoke);
  addRunCommand(program, invoke);
  addStudyCommand(program, invoke);
  addRunsCommands(program, invoke);
  addEvaluateCommand(program, invoke);
  addServeCommand(program, invoke);
  return program;
}

function tell(thrown: unknown, environment: Environment): number {
  const say = (sentence: string): void => void environment.streams.stderr.write(`tau-lab: ${sentence}\n`);
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return 0;
    say(usageSentence(thrown));
    return exitCodes.usage;
  }
  const problem = toAppError(thrown);
  say(problem.message);
  if (!(thrown instanceof Problem) && environment.env['TAU_LAB_DEBUG'] && thrown instanceof Error) {
    environment.streams.stderr.write(`${thrown.stack ?? ''}\n`);
  }
  return problem.code === 'command.usage' ? exitCodes.usage : exitCodes.problem;
}
