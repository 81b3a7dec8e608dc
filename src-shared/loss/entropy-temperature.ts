import { penaltyEntropy, relativePenalties } from '../hardness';

/** Where temperatures are looked for, and what is taken where the entropy depends on none: their geometric mean. */
const bracket = [1e-4, 100] as const;
const middle = Math.sqrt(bracket[0] * bracket[1]);

/**
 * The temperature at which the penalties of these negatives have the wanted entropy, by bisection.
 *
 *   H(r_i) at τ = share · log n
 *
 * H rises with τ (dH/dτ = Var_r(s)/τ³), so there is one; the nearer end of [1e-4, 100] where it lies outside.
 *
 * @param share  in (0, 1)
 */
export function entropyTemperature(negatives: readonly number[], share: number): number {
  if (negatives.every((s) => s === negatives[0])) return middle;
  const target = share * Math.log(negatives.length);
  let [low, high] = bracket.map(Math.log) as [number, number];
  for (let i = 0; i < 60; i++) {
    const half = (low + high) / 2;
    if (penaltyEntropy(relativePenalties(negatives, Math.exp(half))) < target) low = half;
    else high = half;
  }
  return Math.exp(low);
}
