import type { Plan } from './plan';
import type { Setup } from './setup';

/** Batches that are on their way while one is trained on. */
const depth = 3;

/**
 * Announces the batches of the coming steps, so that files are read while the device computes: TensorFlow holds this
 * thread, but reads that were begun go on in others.
 *
 * @returns  waits for the images of a step; at once where they are on the device
 */
export function readAhead(
  { order, trained }: Pick<Setup, 'order' | 'trained'>,
  { batchSize, stepsPerEpoch, totalSteps }: Plan,
): (step: number) => Promise<void> {
  const { ahead } = trained;
  if (!ahead) return () => Promise.resolve();
  const coming = new Map<number, Promise<void>>();
  /** At the end of an epoch its order and the next one are both in use. */
  const orders = new Map<number, Int32Array>();
  const numbersOf = (step: number): Int32Array => {
    const epoch = Math.floor(step / stepsPerEpoch);
    const known = orders.get(epoch) ?? (order(epoch).dataSync() as Int32Array);
    orders.set(epoch, known);
    orders.delete(epoch - 2);
    const start = (step % stepsPerEpoch) * batchSize;
    return known.slice(start, start + batchSize);
  };
  return async (step) => {
    for (let next = step; next <= Math.min(step + depth, totalSteps - 1); next += 1) {
      if (coming.has(next)) continue;
      const read = ahead(numbersOf(next));
      // Told when its step comes.
      read.catch(() => undefined);
      coming.set(next, read);
    }
    await coming.get(step);
    coming.delete(step);
  };
}
