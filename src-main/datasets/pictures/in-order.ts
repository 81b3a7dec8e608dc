/** Works on many things at once and hands the results out in the order of the things. */

import { availableParallelism } from 'node:os';

/** Enough that no core waits for a large picture at the head, few enough that they all fit into memory. */
const defaultAhead = 4 * availableParallelism();

/**
 * No more than `ahead` results are begun before the first of them is taken: that bounds the memory, however many
 * things there are. What fails is thrown at its place in the order; nothing is left running behind.
 */
export async function* inOrder<T, R>(
  things: Iterable<T>,
  work: (thing: T) => Promise<R>,
  ahead = defaultAhead,
): AsyncGenerator<R, void> {
  const begun: Promise<R>[] = [];
  try {
    for (const thing of things) {
      const result = work(thing);
      // Its turn to be awaited comes later; until then it must not count as unhandled.
      result.catch(() => undefined);
      begun.push(result);
      if (begun.length >= ahead) yield await (begun.shift() as Promise<R>);
    }
    for (let next = begun.shift(); next; next = begun.shift()) yield await next;
  } finally {
    await Promise.allSettled(begun);
  }
}
