/**
 * The hardness-aware property of the contrastive loss in closed form, in float64.
 *
 * r_i(s_ij) is the share of the gradient on negatives that falls on negative j:
 * |∂L/∂s_ij| / |∂L/∂s_ii|. Wang & Liu, arXiv:2012.09740, Eq 5 and Eq 8.
 */

/** Indices of the k greatest similarities; ties are broken by position. */
function hardest(similarities: readonly number[], k: number): ReadonlySet<number> {
  const order = similarities
    .map((_, i) => i)
    .sort((a, b) => (similarities[b] ?? 0) - (similarities[a] ?? 0) || a - b);
  return new Set(order.slice(0, k));
}

/**
 * Relative penalties of the negatives of one anchor.
 *
 *   r_i(s_ij) = exp(s_ij/τ) / Σ_{k≠i} exp(s_ik/τ)                        (Eq 5)
 *
 * With `k`, the sum runs over the k nearest negatives and the others get 0 (Eq 8).
 *
 * @param similarities  of the negatives, in [-1, 1]; at least one
 * @param temperature  τ > 0
 * @param k  how many nearest negatives count; all where left out
 * @returns  one penalty per negative, in [0, 1], summing to 1
 */
export function relativePenalties(
  similarities: readonly number[],
  temperature: number,
  k?: number,
): readonly number[] {
  const kept = k === undefined || k >= similarities.length ? null : hardest(similarities, k);
  const greatest = Math.max(...similarities);
  const weights = similarities.map((s, i) =>
    kept && !kept.has(i) ? 0 : Math.exp((s - greatest) / temperature),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Shannon entropy of the penalties in nats: how evenly the gradient is spread over the negatives.
 * It rises with τ: dH/dτ = Var_r(s)/τ³ ≥ 0.
 *
 * @returns  in [0, log n]; exp of it is the effective number of negatives
 */
export const penaltyEntropy = (penalties: readonly number[]): number =>
  penalties.reduce((sum, r) => (r > 0 ? sum - r * Math.log(r) : sum), 0);

/** The number of equally weighted negatives that would have this entropy, in [1, n]. */
export const effectiveNegatives = (penalties: readonly number[]): number =>
  Math.exp(penaltyEntropy(penalties));
