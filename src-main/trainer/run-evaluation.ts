import type { EvaluationOutcome, TrainerCommand, TrainerEvent } from '#shared/event';
import { Problem, toAppError } from '#shared/result';
import { loadTensorFlow } from '../engine/load-tensorflow';
import { evaluateModel } from '../training/evaluate-model';
import { readCheckpoint } from './checkpoint-file';
import { readImages, type ReadImages } from './read-images';

export type EvaluateCommand = Extract<TrainerCommand, { kind: 'evaluate' }>;

/**
 * Measures one checkpoint of a run; never throws. TensorFlow works without a pause, so nobody can stop this but by
 * ending the process; it writes nothing that could be left half done.
 */
export async function runEvaluation(
  command: EvaluateCommand,
  send: (event: TrainerEvent) => void,
): Promise<EvaluationOutcome> {
  let images: ReadImages | undefined;
  try {
    const { snapshot } = readCheckpoint(command.checkpointFolder, command.step);
    const { device, engine } = await loadTensorFlow(command.engineFolder);
    send({ kind: 'started', device, engine, fromStep: command.step });
    images = await readImages(command);
    send({ kind: 'evaluating', progress: { phase: 'measuring', epoch: 0, totalEpochs: 0 } });
    const result = evaluateModel({
      config: command.config,
      data: images.data,
      snapshot,
      onLinearEpoch: (epoch, totalEpochs) =>
        send({ kind: 'evaluating', progress: { phase: 'linear', epoch, totalEpochs } }),
    });
    return { kind: 'evaluated', ...result };
  } catch (error) {
    const isUnexpected = error instanceof Error && !(error instanceof Problem);
    if (isUnexpected && error.stack) send({ kind: 'log', level: 'error', message: error.stack });
    return { kind: 'failed', error: toAppError(error) };
  } finally {
    await images?.close();
  }
}
