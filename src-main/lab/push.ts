import type { PushName, Pushes } from '#shared/contract';

/** Tells every interface something unasked. */
export type Push = <K extends PushName>(name: K, payload: Pushes[K]) => void;

export interface Listeners<A extends readonly unknown[]> {
  readonly tell: (...told: A) => void;
  /** @returns a function that stops listening */
  readonly add: (listener: (...told: A) => void) => () => void;
}

/** A listener that fails stops neither the others nor whoever tells. */
export function createListeners<A extends readonly unknown[]>(
  onFailure: (thrown: unknown) => void,
): Listeners<A> {
  const listeners = new Set<(...told: A) => void>();
  return {
    tell: (...told) => {
      for (const listener of [...listeners]) {
        try {
          listener(...told);
        } catch (thrown) {
          onFailure(thrown);
        }
      }
    },
    add: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
