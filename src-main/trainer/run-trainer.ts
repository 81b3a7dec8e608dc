/**
 * One run in this process: loads TensorFlow and the images, drives `train()`, writes its checkpoints, and reports.
 * Knows nothing of the lab but the commands and events of src-shared/event.ts.
 */

import type { TrainerCommand, TrainerEvent, TrainerOutcome } from '#shared/event';
import type { Detail } from '#shared/detail';
import type { MetricPoint } from '#shared/metric';
import { toAppError } from '#shared/result';
import { loadTensorFlow } from '../engine/load-tensorflow';
import { train, type TrainingEvent } from '../training/train';
import { readLastCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint-file';
import { trackProgress, type Progress } from './progress';
import { keepRecent } from './keep-recent';
import { readImages, type ReadImages } from './read-images';

export type StartCommand = Extract<TrainerCommand, { kind: 'start' }>;

export interface TrainerPorts {
  readonly send: (event: TrainerEvent) => void;
  readonly wanted: () => 'go-on' | 'pause' | 'cancel';
}

/** Points and progress are told this often, not at every step. */
const reportEverySeconds = 0.1;

const now = (): number => performance.now() / 1000;

/** Collects points and tells them together with the progress, a few times a second. */
function createReporter(send: TrainerPorts['send']): {
  readonly add: (points: readonly MetricPoint[]) => void;
  readonly tell: (progress: Progress, phase: 'training' | 'evaluating') => void;
  readonly flush: () => void;
} {
  let waiting: MetricPoint[] = [];
  let lastTold = -Infinity;
  const flush = (): void => {
    if (waiting.length > 0) send({ kind: 'points', points: waiting });
    waiting = [];
  };
  return {
    add: (points) => void waiting.push(...points),
    tell: (progress, phase) => {
      if (phase === 'training' && now() - lastTold < reportEverySeconds) return;
      lastTold = now();
      flush();
      send({ kind: 'progress', progress: progress.at(phase) });
    },
    flush,
  };
}

/** Trains until it is finished, stopped or failed; never throws. */
export async function runTrainer(command: StartCommand, ports: TrainerPorts): Promise<TrainerOutcome> {
  try {
    const loaded = await loadTensorFlow(command.engineFolder);
    const checkpoint = command.resume ? readLastCheckpoint(command.checkpointFolder) : null;
    const { device, engine } = loaded;
    ports.send({ kind: 'started', device, engine, fromStep: checkpoint?.snapshot.step ?? 0 });
    if (!loaded.native) {
      warn(ports, 'TensorFlow is not installed; training in plain JavaScript, slowly.');
    }
    return await follow(command, checkpoint, ports);
  } catch (error) {
    if (error instanceof Error && error.stack)
      ports.send({ kind: 'log', level: 'error', message: error.stack });
    return { kind: 'failed', error: toAppError(error) };
  }
}

const warn = ({ send }: Pick<TrainerPorts, 'send'>, message: string): void =>
  send({ kind: 'log', level: 'warn', message });

async function follow(
  command: StartCommand,
  checkpoint: Checkpoint | null,
  ports: TrainerPorts,
): Promise<TrainerOutcome> {
  const { config } = command;
  const report = createReporter(ports.send);
  const recentPoints = keepRecent(checkpoint?.points ?? []);
  const recentDetails = keepRecent(checkpoint?.details ?? []);
  const tell = (points: readonly MetricPoint[]): void => {
    recentPoints.add(points);
    report.add(points);
  };
  const tellDetails = (details: readonly Detail[]): void => {
    if (details.length > 0) ports.send({ kind: 'details', details });
  };
  // The lab that was told them first may have died before it read them; told twice they are the same.
  report.add(checkpoint?.points ?? []);
  tellDetails(checkpoint?.details ?? []);
  let progress: Progress | undefined;
  let last = now();
  const lap = (): number => {
    const seconds = now() - last;
    last = now();
    return seconds;
  };

  /** The outcome, once there is one. */
  const handle = (event: TrainingEvent): TrainerOutcome | undefined => {
    switch (event.kind) {
      case 'begun':
        progress = trackProgress(
          {
            ...event,
            batchSize: config['training.batchSize'],
            measureEvery: config['training.measureEvery'],
          },
          event.step,
        );
        lap();
        return undefined;
      case 'stepped':
        progress?.stepTaken(event.step, lap());
        tell(event.points);
        if (progress) report.tell(progress, 'training');
        return undefined;
      case 'measuring':
        if (progress) report.tell(progress, 'evaluating');
        return undefined;
      case 'measured':
        progress?.measured(lap());
        tell(event.points);
        recentDetails.add(event.details);
        tellDetails(event.details);
        if (progress) report.tell(progress, 'evaluating');
        return undefined;
      case 'warning':
        warn(ports, event.message);
        return undefined;
      case 'snapshot':
        // Points go first: what a checkpoint lies behind has been recorded.
        report.flush();
        writeCheckpoint(
          command.checkpointFolder,
          {
            snapshot: event.snapshot,
            points: recentPoints.forCheckpoint(),
            details: recentDetails.forCheckpoint(),
          },
          event.reasons.filter((reason) => reason !== 'resume'),
        );
        ports.send({ kind: 'checkpoint', step: event.snapshot.step });
        lap();
        return undefined;
      case 'stopped':
        return { kind: event.because === 'pause' ? 'paused' : 'cancelled' };
      case 'finished':
        return { kind: 'finished', metrics: event.metrics, protocol: event.protocol };
    }
  };

  let images: ReadImages | undefined;
  try {
    const resumeFrom = checkpoint?.snapshot ?? null;
    images = await readImages(command);
    const job = { config, data: images.data, resumeFrom, wanted: ports.wanted, now };
    for await (const event of train(job)) {
      const outcome = handle(event);
      if (outcome) return outcome;
    }
  } finally {
    await images?.close();
    report.flush();
    if (progress) ports.send({ kind: 'progress', progress: progress.at('done') });
  }
  throw new Error('Training ended without saying how.');
}
