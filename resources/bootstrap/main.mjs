/**
 * The bootstrap behind `npm start` and its siblings: brings what is missing, then runs what was asked for. Plain
 * JavaScript without dependencies, since it runs before there are any, on whatever Node from 20 on is at hand.
 */

import { runCli } from './run-cli.mjs';
import { runBench } from './run-bench.mjs';
import { runCheck } from './run-check.mjs';
import { runTests } from './run-tests.mjs';
import { prepare } from './prepare.mjs';
import { Refusal, say } from './say.mjs';
import { start } from './start.mjs';

const commands = {
  start,
  test: runTests,
  check: runCheck,
  bench: runBench,
  cli: runCli,
  build: async () => {
    await prepare({ build: true });
    return 0;
  },
};

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command)
    throw new Refusal(`Expected one of ${Object.keys(commands).join(', ')}, got "${name ?? ''}".`);
  return command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A refusal is a sentence for a person; anything else is a mistake in here and needs its stack.
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
