/** Smoothing of curves, computed on the whole series before anything is left out. */

export type Smoothing =
  | { readonly kind: 'off' }
  /** Time-weighted: runs sampled at different densities are smoothed alike. */
  | { readonly kind: 'twema'; readonly weight: number }
  /** As TensorBoard does it. */
  | { readonly kind: 'ema'; readonly weight: number };

export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** What Weights & Biases calls the viewport: the number of unit steps in which the whole range is walked. */
const viewportScale = 1000;

/**
 * Exponential moving average, free of the bias towards its start.
 *
 *   m ← m w + (1 - w) y;  out = m / (1 - w^n)
 *
 * Values that are not finite pass through and are not accumulated; a constant series is returned as it is,
 * since rounding would make it wiggle. TensorBoard, line_chart_v2/data_transformer.ts.
 *
 * @param weight  w in [0, 1]; 1 keeps no memory of the values and is not divided
 */
function ema(values: readonly number[], weight: number): readonly number[] {
  if (values.every((value) => value === values[0])) return values;
  let last = 0;
  let count = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    last = last * weight + (1 - weight) * value;
    count += 1;
    return weight === 1 ? last : last / (1 - weight ** count);
  });
}

/**
 * Time-weighted exponential moving average: the decay follows the distance in steps, not the number of points.
 *
 *   w = min(√p, 0.999);  a = w^(Δx / range · 1000);  m ← m a + y;  d ← d a + 1;  out = m / d
 *
 * Weights & Biases, docs.wandb.ai, smoothing.
 */
function twema({ steps, values }: Points, weight: number): readonly number[] {
  const w = Math.min(Math.sqrt(weight), 0.999);
  const range = (steps.at(-1) ?? 0) - (steps[0] ?? 0);
  let last = 0;
  let debias = 0;
  let before = steps[0] ?? 0;
  return values.map((value, i) => {
    if (!Number.isFinite(value)) return value;
    const step = steps[i] ?? before;
    const decay = range > 0 ? w ** (((step - before) / range) * viewportScale) : 0;
    before = step;
    last = last * decay + value;
    debias = debias * decay + 1;
    return last / debias;
  });
}

/** The smoothed values, as many as there are. */
export function smooth(points: Points, smoothing: Smoothing): readonly number[] {
  if (smoothing.kind === 'off' || smoothing.weight <= 0) return points.values;
  return smoothing.kind === 'ema' ? ema(points.values, smoothing.weight) : twema(points, smoothing.weight);
}
