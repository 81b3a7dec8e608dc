/** Finds what an installation needs on the machine: pip to fetch the wheel, a C++ compiler to build the addon. */

import { thisMachine, type Machine } from './machine';

/** A command and the arguments that always come first. */
export type Tool = readonly [command: string, ...args: string[]];

async function firstThatRuns(candidates: readonly Tool[], machine: Machine): Promise<Tool | null> {
  for (const [command, ...args] of candidates) {
    const outcome = await machine.run(command, [...args, '--version']);
    if (outcome.exitCode === 0) return [command, ...args];
  }
  return null;
}

export const findPip = (machine: Machine = thisMachine): Promise<Tool | null> =>
  firstThatRuns([['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3']], machine);

/** `CXX` may hold arguments, such as `ccache g++`. */
export function findCompiler(machine: Machine = thisMachine): Promise<Tool | null> {
  const [chosen, ...args] = (machine.env['CXX'] ?? '').split(/\s+/).filter((word) => word !== '');
  const candidates: readonly Tool[] = [['g++'], ['clang++'], ['c++']];
  return firstThatRuns(chosen === undefined ? candidates : [[chosen, ...args], ...candidates], machine);
}
