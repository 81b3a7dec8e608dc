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
  readonly apply: (update: Update) => void;
  /** Frees the state too. */
  readonly dispose: () => void;
}

/** Which variables the weight decay acts on. */
export interface Decay {
  readonly weightDecay: number;
  readonly decays: (name: string) => boolean;
}
