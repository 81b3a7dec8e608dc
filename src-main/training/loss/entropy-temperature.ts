import { tf } from '../tf';
import { countNegatives } from './count-negatives';

/** Where temperatures are looked for. */
const bracket = { least: 1e-4, greatest: 100 } as const;
const middle = Math.sqrt(bracket.least * bracket.greatest);
/** Of the logit of the reached share: one more step of Newton's method from there is exact in single precision. */
const tolerance = 1e-3;
/** Of log τ: no target inside is left. */
const leastWidth = 1e-3;
/** Halving alone narrows the bracket to `leastWidth` in 14 rounds; Newton's method needs about 4. */
const mostRounds = 40;

interface Round {
  /** f32[M]: of where the penalties' entropy is, as logit of its share of log N, minus the target's. */
  readonly excess: tf.Tensor1D;
  /** f32[M]: the next log τ by Newton's method; anything where the entropy is flat. */
  readonly next: tf.Tensor1D;
}

interface Centred {
  /** f32[M, K]: s_ij - max_k s_ik, -∞ where excluded. */
  readonly gaps: tf.Tensor2D;
  /** The same with 0 where excluded. */
  readonly finite: tf.Tensor2D;
  /** f32[M]: log N_i. */
  readonly logCounts: tf.Tensor1D;
  /** logit of the wanted share. */
  readonly target: number;
}

const logit = (share: tf.Tensor1D): tf.Tensor1D => {
  const inside = tf.clipByValue(share, 1e-6, 1 - 1e-6);
  return tf.sub(tf.log(inside), tf.log1p(tf.neg(inside)));
};

/**
 * Entropy at τ = exp(x), and its derivative dH/dx = Var_r(s)/τ². The logit of H/log N is nearly linear in x both where
 * few negatives count and where almost all do.
 */
function round({ gaps, finite, logCounts, target }: Centred, x: tf.Tensor1D): Round {
  return tf.tidy(() => {
    const inverse = tf.exp(tf.neg(x));
    const weights = tf.exp(tf.mul(gaps, tf.expandDims(inverse, 1)));
    const sums = tf.sum(weights, 1);
    const first = tf.mul(weights, finite);
    const mean = tf.div(tf.sum(first, 1), sums);
    const meanSquare = tf.div(tf.sum(tf.mul(first, finite), 1), sums);
    const slope = tf.mul(tf.sub(meanSquare, tf.square(mean)), tf.square(inverse));
    const share: tf.Tensor1D = tf.div(tf.sub(tf.log(sums), tf.mul(inverse, mean)), logCounts);
    const excess: tf.Tensor1D = tf.sub(logit(share), target);
    const steepness = tf.div(tf.div(slope, logCounts), tf.mul(share, tf.sub(1, share)));
    return { excess, next: tf.sub(x, tf.div(excess, steepness)) as tf.Tensor1D };
  });
}

/** For a normal distribution of variance v: H ≈ log N - v/(2τ²). */
function firstGuess({ finite, logCounts }: Centred, counts: tf.Tensor1D, share: number): tf.Tensor1D {
  const mean = tf.div(tf.sum(finite, 1), counts);
  const variance = tf.sub(tf.div(tf.sum(tf.square(finite), 1), counts), tf.square(mean));
  const guess = tf.sqrt(tf.div(variance, tf.mul(logCounts, 2 * (1 - share))));
  return tf.log(tf.clipByValue(guess, bracket.least, bracket.greatest)) as tf.Tensor1D;
}

/**
 * The temperature of each anchor at which the penalties of its negatives have the wanted entropy.
 *
 *   H(r_i) at τ_i = share · log N_i
 *
 * H rises with τ (dH/dτ = Var_r(s)/τ³), so there is one. Newton's method on log τ, halving the bracket where it leads
 * out of it, on the device for all anchors at once, until the last of them has arrived. Where no temperature in
 * [1e-4, 100] reaches the target it is the nearest end of it; where the entropy depends on none, as for equal
 * similarities or a single negative, 0.1.
 *
 * @param negatives  f32[M, K], -∞ where excluded
 * @param share  in (0, 1)
 * @returns  f32[M]
 */
export function entropyTemperature(negatives: tf.Tensor2D, share: number): tf.Tensor1D {
  return tf.tidy(() => {
    const { isNegative, counts } = countNegatives(negatives);
    const gaps: tf.Tensor2D = tf.sub(negatives, tf.max(negatives, 1, true));
    const finite = tf.where(isNegative, gaps, 0) as tf.Tensor2D;
    const target = Math.log(share) - Math.log1p(-share);
    const centred = { gaps, finite, logCounts: tf.log(counts) as tf.Tensor1D, target };
    const isFlat = tf.equal(tf.min(finite, 1), 0) as tf.Tensor1D;
    return tf.where(isFlat, middle, tf.exp(solve(centred, firstGuess(centred, counts, share), isFlat)));
  });
}

function solve(centred: Centred, guess: tf.Tensor1D, isFlat: tf.Tensor1D): tf.Tensor1D {
  let low: tf.Tensor1D = tf.fill(guess.shape, Math.log(bracket.least));
  let high: tf.Tensor1D = tf.fill(guess.shape, Math.log(bracket.greatest));
  let x = guess;
  for (let rounds = 0; rounds < mostRounds; rounds++) {
    const { excess, next } = round(centred, x);
    const isAbove = tf.greater(excess, 0);
    low = tf.where(isAbove, low, x);
    high = tf.where(isAbove, x, high);
    // Comparisons with what is no number are false, so a flat entropy halves the bracket.
    const isInside = tf.logicalAnd(tf.greater(next, low), tf.less(next, high));
    const isReached = tf.less(tf.abs(excess), tolerance);
    const isNarrow = tf.less(tf.sub(high, low), leastWidth);
    const half: tf.Tensor1D = tf.div(tf.add(low, high), 2);
    x = tf.where(isInside, next, tf.where(isReached, x, half));
    const isDone = tf.logicalOr(isFlat, tf.logicalOr(isReached, isNarrow));
    if (tf.all(isDone).dataSync()[0]) break;
  }
  return x;
}
