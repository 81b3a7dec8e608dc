import type { MetricPoint } from '#shared/metric';

export interface RecentPoints {
  readonly add: (points: readonly MetricPoint[]) => void;
  /** The points to keep with a checkpoint that is written now. */
  readonly forCheckpoint: () => readonly MetricPoint[];
}

/**
 * Points of the last two stretches between checkpoints. One would not do: a lab may be killed just before a checkpoint,
 * with points still unread, and its trainer writes one more before it notices and ends.
 *
 * @param resumed  those that the checkpoint held which the run goes on from
 */
export function keepRecentPoints(resumed: readonly MetricPoint[]): RecentPoints {
  let before = resumed;
  let since: MetricPoint[] = [];
  return {
    add: (points) => void since.push(...points),
    forCheckpoint: () => {
      const kept = [...before, ...since];
      before = since;
      since = [];
      return kept;
    },
  };
}
