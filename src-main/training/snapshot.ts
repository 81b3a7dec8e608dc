/** Everything that a resumed run needs to go on as if it had never stopped. */

import { tf } from './tf';

export interface SnapshotTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Snapshot {
  /** Steps taken. Order of data, augmentation and schedule follow from it and the seed. */
  readonly step: number;
  /** Best kNN accuracy measured so far, so that a resumed run knows when it does better; null before the first. */
  readonly bestKnnAccuracy: number | null;
  readonly tensors: Readonly<Record<string, SnapshotTensor>>;
}

type Variables = Readonly<Record<string, tf.Variable>>;

/** Copies the variables out of the device. */
export function takeSnapshot(step: number, bestKnnAccuracy: number | null, variables: Variables): Snapshot {
  const tensors = Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => {
      const values = variable.dataSync() as Float32Array;
      return [name, { shape: variable.shape, values }] as const;
    }),
  );
  return { step, bestKnnAccuracy, tensors };
}

/**
 * Puts the values back into variables of the same names and shapes.
 * @throws Error where a variable has no value of its shape
 */
export function restoreSnapshot({ tensors }: Snapshot, variables: Variables): void {
  for (const [name, variable] of Object.entries(variables)) {
    const saved = tensors[name];
    if (!saved || saved.shape.join() !== variable.shape.join()) {
      throw new Error(`The checkpoint has no ${name} of shape [${variable.shape.join(', ')}].`);
    }
    tf.tidy(() => variable.assign(tf.tensor(saved.values, [...saved.shape])));
  }
}
