import type { tf } from '../tf';

export type Variables = Readonly<Record<string, tf.Variable>>;

export interface Update {
  /** By the names of the variables; disposed by the caller. */
  readonly gradients: Readonly<Record<string, tf.Tensor>>;
  readonly learningRate: number;
  /** Updates made before this one. */
  readonly step: number;
}

/** Changes the variables it was made for. */
export interface Optimizer {
  /** State to save and to restore. */
  readonly state: Variables;
  /** Returns the length of the gradient over all variables, before any clipping. */
  readonly apply: (update: Update) => number;
  /** Frees the state too. */
  readonly dispose: () => void;
}

/** What every optimiser can be told. */
export interface CommonSettings {
  readonly weightDecay: number;
  /** Which variables the weight decay acts on. */
  readonly decays: (name: string) => boolean;
  /** Greatest length of the whole gradient; 0 or none clips nothing. */
  readonly clipNorm?: number;
}
