import type { RunConfig } from '../../src-shared/config/fields';
import type { Detail } from '../../src-shared/detail';
import type { FinalMetrics, MetricPoint } from '../../src-shared/metric';
import type { Snapshot } from '../../src-main/training/snapshot';
import { train, type SnapshotReason, type TrainingData } from '../../src-main/training/train';

export interface Trained {
  readonly metrics: FinalMetrics;
  readonly points: readonly MetricPoint[];
  readonly details: readonly Detail[];
  readonly snapshots: readonly Snapshot[];
  /** Of each snapshot. */
  readonly reasons: readonly (readonly SnapshotReason[])[];
  readonly warnings: readonly string[];
}

/** Trains a run in this process and collects what it tells. */
export async function trainToEnd(
  config: RunConfig,
  data: TrainingData,
  options: { readonly resumeFrom?: Snapshot; readonly pauseAtStep?: number } = {},
): Promise<Trained> {
  const points: MetricPoint[] = [];
  const details: Detail[] = [];
  const snapshots: Snapshot[] = [];
  const reasons: (readonly SnapshotReason[])[] = [];
  const warnings: string[] = [];
  let metrics: FinalMetrics = {};
  let step = 0;
  const job = {
    config,
    data,
    resumeFrom: options.resumeFrom ?? null,
    wanted: () => (step === options.pauseAtStep ? ('pause' as const) : ('go-on' as const)),
    now: () => performance.now() / 1000,
  };
  for await (const event of train(job)) {
    if (event.kind === 'stepped') step = event.step;
    if (event.kind === 'stepped' || event.kind === 'measured') points.push(...event.points);
    if (event.kind === 'measured') details.push(...event.details);
    if (event.kind === 'snapshot') {
      snapshots.push(event.snapshot);
      reasons.push(event.reasons);
    }
    if (event.kind === 'warning') warnings.push(event.message);
    if (event.kind === 'finished') metrics = event.metrics;
  }
  return { metrics, points, details, snapshots, reasons, warnings };
}
