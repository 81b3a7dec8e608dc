import { bringBuild } from './build.mjs';
import { bringDependencies } from './dependencies.mjs';
import { bringEngine } from './engine.mjs';
import { lockFolder, withLock } from './lock.mjs';
import { places } from './places.mjs';

/** Brings the dependencies and, where asked for, the build and the engine. Says nothing when all is there. */
export async function prepare({ build = false, engine = false, again = false } = {}) {
  await withLock(lockFolder(places.root), async () => {
    await bringDependencies(places);
    if (build) await bringBuild(places);
    if (engine) await bringEngine(places, { again });
  });
}
