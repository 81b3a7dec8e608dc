import type { TrainerEvent } from '#shared/event';
import { protocolEntry } from '#shared/protocol';
import type { RunProgress } from '#shared/run';
import type { TrainerLauncher } from '../../src-main/lab/trainer-process';

export interface Script {
  /** What a run comes to. `waits` trains on until it is told to stop. */
  readonly end: 'finishes' | 'fails' | 'waits';
  /** Called when a run has begun to train. */
  readonly onTraining?: () => void;
}

const progress: RunProgress = {
  step: 4,
  totalSteps: 8,
  epoch: 1,
  totalEpochs: 2,
  phase: 'training',
  imagesPerSecond: 1234,
  secondsLeft: 5,
};

const begin: readonly TrainerEvent[] = [
  { kind: 'started', device: 'CPU', engine: 'Scripted 1.0', fromStep: 0 },
  { kind: 'progress', progress },
  { kind: 'points', points: [{ metric: 'loss', step: 4, value: 1.5 }] },
  { kind: 'details', details: [{ kind: 'confusion', step: 4, value: { counts: [[3, 1], [0, 4]] } }] }, // prettier-ignore
  { kind: 'checkpoint', step: 4 },
];

const metrics = {
  linearAccuracy: 0.75,
  knnAccuracy: 0.5,
  uniformity: 3.25,
  tolerance: 0.125,
  loss: 0.5,
  imagesPerSecond: 1000,
} as const;

const finish: readonly TrainerEvent[] = [
  {
    kind: 'points',
    points: Object.entries(metrics).map(([metric, value]) => ({
      metric: metric as keyof typeof metrics,
      step: 8,
      value,
    })),
  },
  { kind: 'progress', progress: { ...progress, step: 8, epoch: 2, phase: 'done' } },
  {
    kind: 'ended',
    outcome: { kind: 'finished', metrics, protocol: { loss: protocolEntry('loss.batch', { batch: 64 }) } },
  },
];

const fail: TrainerEvent = {
  kind: 'ended',
  outcome: {
    kind: 'failed',
    error: {
      code: 'run.non-finite',
      message:
        'The loss was not finite at step 4 (the last finite loss was 1.5); try a smaller learning rate.',
      details: { step: 4, last: 1.5 },
    },
  },
};

/** What measuring a checkpoint comes to. */
const evaluated: readonly TrainerEvent[] = [
  { kind: 'started', device: 'CPU', engine: 'Scripted 1.0', fromStep: 4 },
  { kind: 'evaluating', progress: { phase: 'linear', epoch: 1, totalEpochs: 2 } },
  {
    kind: 'ended',
    outcome: {
      kind: 'evaluated',
      metrics: { linearAccuracy: 0.625, linearAccuracyBest: 0.75 },
      protocol: {
        linearAccuracy: protocolEntry('linear.ridge', {
          penalties: '1',
          folds: 5,
          train: 9,
          test: 8,
          seed: 1,
        }),
      },
      details: [],
    },
  },
];

/** A trainer that follows a script in this process, so that the command line can be tested without TensorFlow. */
export const scriptedLauncher =
  (script: Script): TrainerLauncher =>
  ({ onEvent, onExit }) => {
    const tell = (events: readonly TrainerEvent[]): void => {
      setImmediate(() => {
        events.forEach(onEvent);
        if (events.at(-1)?.kind === 'ended') onExit({ code: 0, signal: null, lastWords: [] });
      });
    };
    return {
      send: (command) => {
        if (command.kind === 'start') {
          tell(begin);
          if (script.end === 'finishes') tell(finish);
          if (script.end === 'fails') tell([fail]);
          if (script.onTraining) setImmediate(script.onTraining);
        } else if (command.kind === 'evaluate') {
          if (script.end === 'waits') tell(evaluated.slice(0, -1));
          else tell(evaluated);
          if (script.onTraining) setImmediate(script.onTraining);
        } else {
          tell([{ kind: 'ended', outcome: { kind: command.kind === 'pause' ? 'paused' : 'cancelled' } }]);
        }
      },
      kill: () => onExit({ code: null, signal: 'SIGKILL', lastWords: [] }),
    };
  };
