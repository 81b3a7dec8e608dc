import type { Command } from 'commander';
import type { Lab, LabOptions } from '../lab/create-lab';
import { dataFolder } from '../store/data-folder';
import { createOutput, type Output, type Streams } from './output';

/** What the command line needs from the process around it; tests give it other streams and another trainer. */
export interface Environment {
  readonly streams: Streams;
  readonly env: NodeJS.ProcessEnv;
  readonly openLab: (options: Pick<LabOptions, 'storeFolder' | 'holdQueue'>) => Promise<Lab>;
  /** The built page that `serve` shows. */
  readonly pageFolder: string;
  /** Calls back at each Ctrl-C; returns a function that ends it. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** One command being carried out. */
export interface Invocation extends Environment {
  readonly output: Output;
  readonly store: string;
  /** What the process ends with where nothing was thrown; 0 unless set. */
  readonly setExitCode: (code: number) => void;
}

export type Invoke = (
  work: (invocation: Invocation, command: Command) => Promise<void>,
) => (...args: unknown[]) => Promise<void>;

/** Turns work into a commander action: commander passes the command itself last. */
export const createInvoke =
  (environment: Environment, setExitCode: (code: number) => void): Invoke =>
  (work) =>
  async (...args) => {
    const command = args.at(-1) as Command;
    const { store, json } = command.optsWithGlobals<{ store?: string; json?: boolean }>();
    const output = createOutput(environment.streams, json ?? false);
    const invocation = { ...environment, output, store: dataFolder(store, environment.env), setExitCode };
    await work(invocation, command);
  };

/**
 * The lab of this command's data folder, closed whatever happens. Runs that wait there from an earlier time go on
 * waiting, unless the command is the workbench itself.
 */
export async function withLab<T>(
  invocation: Invocation,
  work: (lab: Lab) => Promise<T>,
  holdQueue = true,
): Promise<T> {
  const lab = await invocation.openLab({ storeFolder: invocation.store, holdQueue });
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}
