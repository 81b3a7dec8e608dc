import { err, ok, type Result } from '#shared/result';
import type { Study } from '#shared/study';
import type { Lab } from './create-lab';

/** Gives an empty data folder something to look at; null where there are runs already. */
export async function startQuickStartIfEmpty(lab: Pick<Lab, 'request'>): Promise<Result<Study | null>> {
  const runs = await lab.request('runs.list', {});
  if (!runs.ok) return err(runs.error);
  return runs.value.length > 0 ? ok(null) : lab.request('studies.quickStart', {});
}
