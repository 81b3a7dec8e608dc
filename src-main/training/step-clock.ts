import type { StepCost } from '#shared/detail';

export type StepPart = keyof StepCost;

/**
 * What each part of a step costs: seconds between laps, by part. On the CPU an operation has ended when it returns; on a
 * GPU it may still run, so there the part that reads a value back, `loss`, shows the waiting for those before it.
 */
export interface StepClock {
  /** Time spent until now is nobody's. */
  readonly start: () => void;
  /** Time since the last lap, or the start, was this part's. */
  readonly lap: (part: StepPart) => void;
  /** Mean seconds a step since the last call, except `measure`, which is a sum. */
  readonly take: (steps: number) => StepCost;
}

const nothing = (): Record<StepPart, number> => ({
  read: 0,
  augment: 0,
  forward: 0,
  loss: 0,
  backward: 0,
  update: 0,
  measure: 0,
});

/** @param now  seconds of a monotonic clock */
export function stepClock(now: () => number): StepClock {
  let spent = nothing();
  let last = now();
  return {
    start: () => {
      last = now();
    },
    lap: (part) => {
      const at = now();
      spent[part] += at - last;
      last = at;
    },
    take: (steps) => {
      const { measure, ...ofSteps } = spent;
      spent = nothing();
      const means = Object.entries(ofSteps).map(([part, seconds]) => [part, seconds / Math.max(1, steps)]);
      return { ...(Object.fromEntries(means) as Omit<StepCost, 'measure'>), measure };
    },
  };
}
