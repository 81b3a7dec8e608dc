import { places } from './places.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** Words of commands that train; the other commands neither need an engine nor should wait for one. */
const training = ['run', 'study', 'resume', 'serve'];

const needsEngine = (args) => args.some((arg) => training.includes(arg)) && !args.includes('--help');

/** The command line, in the folder that it was called from. */
export async function runCli(args) {
  await prepare({ build: true, engine: needsEngine(args) });
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { exitCode } = await runProcess(places.node, [places.cli, ...args], { cwd });
  return exitCode;
}
