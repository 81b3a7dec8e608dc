/** Smoothing of curves, computed on the whole series before anything is left out. */

export type Smoothing =
  | { readonly kind: 'off' }
  /** Time-weighted: runs sampled at different densities are smoothed alike. */
  | { readonly kind: 'twema'; readonly weight: number }
  /** As TensorBoard does it. */
  | { readonly kind: 'ema'; readonly weight: number }
  /** Looks ahead as well as back, so that it does not lag. */
  | { readonly kind: 'gaussian'; readonly weight: number };

export const smoothingKinds = [
  'twema',
  'ema',
  'gaussian',
  'off',
] as const satisfies readonly Smoothing['kind'][];

export type SmoothingKind = Smoothing['kind'];

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

/**
 * Mean weighed by a normal curve around each step; cut off at 3σ, where 0.3 % of it are left.
 *
 *   out_i = Σ_j y_j exp(-(x_i - x_j)² / 2σ²) / Σ_j exp(-(x_i - x_j)² / 2σ²),  σ = w/(1 - w) · range / 1000
 *
 * σ is the memory of a moving average of weight w that walks the range in 1000 steps.
 */
function gaussian({ steps, values }: Points, weight: number): readonly number[] {
  const range = (steps.at(-1) ?? 0) - (steps[0] ?? 0);
  const deviation = ((weight / (1 - Math.min(weight, 0.999))) * range) / viewportScale;
  if (deviation <= 0) return values;
  let first = 0;
  return values.map((value, i) => {
    if (!Number.isFinite(value)) return value;
    const centre = steps[i] ?? 0;
    while ((steps[first] ?? centre) < centre - 3 * deviation) first += 1;
    let [sum, total] = [0, 0];
    for (let j = first; j < values.length && (steps[j] ?? 0) <= centre + 3 * deviation; j += 1) {
      const [step, other] = [steps[j] ?? 0, values[j] ?? NaN];
      if (!Number.isFinite(other)) continue;
      const part = Math.exp(-((centre - step) ** 2) / (2 * deviation ** 2));
      sum += part * other;
      total += part;
    }
    return sum / total;
  });
}

/** The smoothed values, as many as there are. */
export function smooth(points: Points, smoothing: Smoothing): readonly number[] {
  if (smoothing.kind === 'off' || smoothing.weight <= 0) return points.values;
  switch (smoothing.kind) {
    case 'ema':
      return ema(points.values, smoothing.weight);
    case 'gaussian':
      return gaussian(points, smoothing.weight);
    case 'twema':
      return twema(points, smoothing.weight);
  }
}
