import type { Lab } from '../lab/create-lab';
import type { RunStatus, RunSummary } from '#shared/run';
import { askLab } from './ask-lab';
import type { Invocation } from './invocation';
import { runProgress } from './run-progress';

const settled: ReadonlySet<RunStatus> = new Set(['paused', 'finished', 'failed', 'cancelled', 'interrupted']);

export interface Followed {
  /** In the order asked for. */
  readonly runs: readonly RunSummary[];
  readonly wasInterrupted: boolean;
}

/**
 * Shows the runs until none is waiting or training any more. The first Ctrl-C pauses them, each with a checkpoint; the
 * second is left to the system, which ends this process at once.
 */
export async function followRuns(
  lab: Lab,
  ids: readonly string[],
  invocation: Invocation,
): Promise<Followed> {
  const { output } = invocation;
  const progress = runProgress(output, ids.length);
  let wasInterrupted = false;
  const stopListening = invocation.onInterrupt(() => {
    wasInterrupted = true;
    stopListening();
    progress.stop();
    output.say('Pausing; press Ctrl-C again to stop at once.');
    void pauseAll(lab, ids);
  });
  try {
    const runs = await untilSettled(lab, ids, (all) => progress.show(all));
    return { runs, wasInterrupted };
  } finally {
    stopListening();
    progress.stop();
  }
}

function untilSettled(
  lab: Lab,
  ids: readonly string[],
  onChange: (runs: readonly RunSummary[]) => void,
): Promise<readonly RunSummary[]> {
  const known = new Map<string, RunSummary>();
  return new Promise((resolve, reject) => {
    const take = (changed: readonly RunSummary[]): void => {
      for (const run of changed) if (ids.includes(run.id)) known.set(run.id, run);
      const runs = ids.flatMap((id) => known.get(id) ?? []);
      onChange(runs);
      if (runs.length < ids.length || !runs.every((run) => settled.has(run.status))) return;
      stopListening();
      resolve(runs);
    };
    const stopListening = lab.onPush((name, payload) => {
      if (name === 'runs.changed') take(payload as readonly RunSummary[]);
    });
    // What changed before anyone listened.
    Promise.all(ids.map((id) => askLab(lab, 'runs.get', { id }))).then(take, reject);
  });
}

/** A run may have ended between the key and the request; that is no failure of pausing. */
async function pauseAll(lab: Lab, ids: readonly string[]): Promise<void> {
  const open = (await askLab(lab, 'runs.list', {})).filter(
    (run) => ids.includes(run.id) && !settled.has(run.status),
  );
  // The queue first, so that no waiting run starts when the training one has paused.
  open.sort((a, b) => Number(a.status === 'running') - Number(b.status === 'running'));
  await lab.request('runs.pause', { ids: open.map((run) => run.id) });
}
