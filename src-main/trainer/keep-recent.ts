export interface Recent<T> {
  readonly add: (items: readonly T[]) => void;
  /** What to keep with a checkpoint that is written now. */
  readonly forCheckpoint: () => readonly T[];
}

/**
 * What was told in the last two stretches between checkpoints. One would not do: a lab may be killed just before a
 * checkpoint, with messages still unread, and its trainer writes one more before it notices and ends.
 *
 * @param resumed  what the checkpoint held which the run goes on from
 */
export function keepRecent<T>(resumed: readonly T[]): Recent<T> {
  let before = resumed;
  let since: T[] = [];
  return {
    add: (items) => void since.push(...items),
    forCheckpoint: () => {
      const kept = [...before, ...since];
      before = since;
      since = [];
      return kept;
    },
  };
}
