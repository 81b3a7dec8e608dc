/** Measures a model as a checkpoint holds it, long after the run that trained it. */

import type { RunConfig } from '#shared/config/fields';
import type { Detail } from '#shared/detail';
import type { FinalMetrics } from '#shared/metric';
import type { Protocol } from '#shared/protocol';
import { measure, protocolOf } from './measure';
import { planOf } from './plan';
import { setUp, type TrainingData } from './setup';
import { restoreSnapshot, type Snapshot } from './snapshot';

export interface EvaluationJob {
  /** Of the run; what it says of evaluation may differ from what the run was measured with. */
  readonly config: RunConfig;
  readonly data: TrainingData;
  readonly snapshot: Snapshot;
  readonly onLinearEpoch: (done: number, epochs: number) => void;
}

export interface EvaluatedModel {
  readonly metrics: FinalMetrics;
  readonly details: readonly Detail[];
  /** Of the measures that there are. */
  readonly protocol: Protocol;
}

/** Everything that a run measures at its end; equal to it for the last checkpoint and the same configuration. */
export function evaluateModel({ config, data, snapshot, onLinearEpoch }: EvaluationJob): EvaluatedModel {
  const setup = setUp(config, data);
  try {
    restoreSnapshot(snapshot, setup.state);
    const { step } = snapshot;
    const moment = planOf(config, setup.trained.count).momentAt(step, setup.parts.temperature);
    const { metrics, details } = measure({
      encode: setup.evaluate,
      splits: setup.splits,
      config,
      moment,
      loss: setup.parts.loss,
      views: setup.measuredViews,
      linear: true,
      onLinearEpoch,
    });
    const there = new Set<string>([...Object.keys(metrics), ...details.map(({ kind }) => kind)]);
    const measured = Object.entries(protocolOf(config, setup.splits, moment)).filter(([name]) =>
      there.has(name),
    );
    return {
      metrics,
      details: details.map((detail): Detail => ({ ...detail, step })),
      protocol: Object.fromEntries(measured),
    };
  } finally {
    setup.dispose();
  }
}
