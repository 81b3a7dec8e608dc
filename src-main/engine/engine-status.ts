/** What the command `engine status` tells: which engines there are, and what is needed to install one. */

import { enginesRoot } from './engine-folder';
import { listEngines, type EnginePlaces, type InstalledEngine } from './find-engine';
import { findCompiler, findPip } from './find-tools';
import { describeCard, listGraphicsCards } from './graphics-cards';
import { thisMachine, type Machine } from './machine';

export interface EngineStatus {
  readonly installed: readonly InstalledEngine[];
  /** The one that runs use; null means the JavaScript backend. */
  readonly active: InstalledEngine | null;
  readonly platform: string;
  readonly folder: string;
  readonly pip: boolean;
  readonly compiler: string | null;
  readonly gpus: readonly string[];
}

export async function engineStatus(
  machine: Machine = thisMachine,
  places: EnginePlaces = {},
): Promise<EngineStatus> {
  const [pip, compiler, cards] = await Promise.all([
    findPip(machine),
    findCompiler(machine),
    listGraphicsCards(machine),
  ]);
  const installed = listEngines(places);
  return {
    installed,
    active: installed[0] ?? null,
    platform: machine.platform,
    folder: places.root ?? enginesRoot(machine.env),
    pip: pip !== null,
    compiler: compiler?.join(' ') ?? null,
    gpus: cards.map(describeCard),
  };
}
