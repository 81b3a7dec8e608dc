import type { tf } from '../tf';
import type { Weights } from './encoder';

/** @throws Error where the encoder has no parameter of that name */
export function weight<T extends tf.Tensor>(weights: Weights, name: string): T {
  const found = weights[name];
  if (!found) throw new Error(`The encoder has no parameter ${name}.`);
  return found as T;
}
