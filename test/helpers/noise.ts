/** The pseudo-random numbers that test/goldens/trajectories.json describes. */

/** Successive numbers of mulberry32(seed) in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Row-major uniform noise of standard deviation `scale`. */
export function noise(shape: readonly number[], seed: number, scale = 1): Float32Array {
  const next = mulberry32(seed);
  const size = shape.reduce((product, side) => product * side, 1);
  return Float32Array.from({ length: size }, () => (2 * next() - 1) * Math.sqrt(3) * scale);
}
