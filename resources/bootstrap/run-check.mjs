import { join } from 'node:path';
import { places } from './places.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

const tsc = 'typescript/bin/tsc';

/** Name, the tool's script within node_modules, its arguments. */
const checks = [
  ['types of src-shared', tsc, ['-p', 'src-shared']],
  ['types of src-main', tsc, ['-p', 'src-main']],
  ['types of src-renderer', 'vue-tsc/bin/vue-tsc.js', ['-p', 'src-renderer']],
  ['types of test', tsc, ['-p', 'test']],
  ['eslint', 'eslint/bin/eslint.js', ['--config', '.config/eslint.config.mjs', '--max-warnings', '0', '.']],
  ['prettier', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  [
    'dependency laws',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.config/dependency-cruiser.mjs', 'src-main', 'src-renderer', 'src-shared', 'test'],
  ],
  ['unused code', 'knip/bin/knip.js', ['--config', '.config/knip.json']],
];

async function runOne([name, script, args]) {
  const { exitCode, stdout, stderr } = await runProcess(
    places.node,
    [join(places.modules, script), ...args],
    {
      output: 'collect',
      cwd: places.root,
    },
  );
  console.log(`${exitCode === 0 ? 'ok    ' : 'failed'}  ${name}`);
  if (exitCode !== 0) console.log(stdout + stderr);
  return exitCode === 0;
}

/** Everything that can be said about the code without running it: one line each, and the reasons of what failed. */
export async function runCheck() {
  await prepare();
  let areAllOk = true;
  for (const check of checks) areAllOk = (await runOne(check)) && areAllOk;
  return areAllOk ? 0 : 1;
}
