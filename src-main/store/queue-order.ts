import type { Database } from 'better-sqlite3';

/** Between neighbours at first, so that a run that is moved finds room among the others. */
export const queueGap = 1024;

/**
 * Puts a waiting run before another one, or last where that is null.
 * @returns the runs whose position changed: that one alone, unless there was no room left between its new neighbours
 */
export type MoveInQueue = (id: string, before: string | null) => readonly string[];

interface Waiting {
  readonly id: string;
  readonly position: number;
}

export function queueMover(db: Database): MoveInQueue {
  const waiting = db.prepare<[], Waiting>(
    "SELECT id, queue_position AS position FROM runs WHERE status = 'queued' ORDER BY queue_position",
  );
  const place = db.prepare<[number, string]>('UPDATE runs SET queue_position = ? WHERE id = ?');
  const move: MoveInQueue = (id, before) => {
    const all = waiting.all();
    const moved = all.find((run) => run.id === id);
    if (!moved || id === before) return [];
    const others = all.filter((run) => run !== moved);
    const index = before === null ? others.length : others.findIndex((run) => run.id === before);
    if (index < 0) return [];
    const position = between(others[index - 1]?.position, others[index]?.position);
    if (position !== null) {
      place.run(position, id);
      return [id];
    }
    const order = others.toSpliced(index, 0, moved);
    for (const [i, run] of order.entries()) place.run((i + 1) * queueGap, run.id);
    return order.map((run) => run.id);
  };
  return db.transaction(move);
}

/** A whole number between two positions; null where there is none. */
function between(lower: number | undefined, upper: number | undefined): number | null {
  if (upper === undefined) return (lower ?? 0) + queueGap;
  const middle = Math.floor(((lower ?? upper - 2 * queueGap) + upper) / 2);
  return middle > (lower ?? -Infinity) && middle < upper ? middle : null;
}
