/** Numbers that look random and are the same on every machine: sfc32, in 32-bit integer arithmetic alone. */

export interface Random {
  /** Uniform in [min, max). */
  readonly uniform: (min: number, max: number) => number;
  /** A whole number in [0, count). */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Fills `out`, of even length, with independent standard normal numbers. */
  readonly fillNormal: (out: Float64Array) => void;
}

const twoTo32 = 2 ** 32;
/** Rounds that sfc32 needs before close seeds give unrelated streams; its author's number is 12. */
const warmUpRounds = 20;

/** One stream of 32-bit words for each pair of seed and stream number. */
function wordStream(seed: number, stream: number): () => number {
  // A typed array holds the state so that no word is ever boxed.
  const state = new Int32Array([seed, seed / twoTo32, stream, 1]);
  const next = (): number => {
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const d = state[3] as number;
    const word = (a + b + d) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + word;
    state[3] = d + 1;
    return word >>> 0;
  };
  for (let round = 0; round < warmUpRounds; round += 1) next();
  return next;
}

/**
 * @param seed  a whole number from 0 on
 * @param stream  a small whole number; streams of one seed are independent
 */
export function createRandom(seed: number, stream: number): Random {
  const word = wordStream(seed, stream);
  const uniform = (min: number, max: number): number => min + (max - min) * (word() / twoTo32);

  // Marsaglia's polar method: two at a time, with one logarithm and no angle.
  const fillNormal = (out: Float64Array): void => {
    for (let i = 0; i + 1 < out.length; i += 2) {
      let x = 0;
      let y = 0;
      let square = 0;
      do {
        x = word() / (twoTo32 / 2) - 1;
        y = word() / (twoTo32 / 2) - 1;
        square = x * x + y * y;
      } while (square >= 1 || square === 0);
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      out[i] = x * scale;
      out[i + 1] = y * scale;
    }
  };

  return {
    uniform,
    below: (count) => Math.floor(uniform(0, count)),
    chance: (probability) => uniform(0, 1) < probability,
    fillNormal,
  };
}
