import { err, ok, type Result } from '#shared/result';
import type { Study } from '#shared/study';
import type { Lab } from './create-lab';

/**
 * Gives an empty data folder something to look at; null where there are runs already, and where only the JavaScript
 * backend is there, on which the study would take hours that nobody asked for.
 */
export async function startQuickStartIfEmpty(lab: Pick<Lab, 'request'>): Promise<Result<Study | null>> {
  const status = await lab.request('lab.status', {});
  if (!status.ok) return err(status.error);
  const runs = await lab.request('runs.list', {});
  if (!runs.ok) return err(runs.error);
  if (!status.value.native || runs.value.length > 0) return ok(null);
  return lab.request('studies.quickStart', {});
}
