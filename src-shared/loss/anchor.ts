/** One anchor as the closed forms see it, and the sums of exponentials that all of them are made of. */

export interface Anchor {
  /** s_ii, in [-1, 1]. */
  readonly positive: number;
  /** s_ij, in [-1, 1]; at least one. */
  readonly negatives: readonly number[];
}

export const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);
export const mean = (xs: readonly number[]): number => sum(xs) / xs.length;

/** log Σ exp(x), without overflow. */
export function logSumExp(xs: readonly number[]): number {
  const greatest = Math.max(...xs);
  return greatest + Math.log(sum(xs.map((x) => Math.exp(x - greatest))));
}

/** log(1 + e^x), exact at both ends. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The k greatest negatives and the positive. */
export const nearest = ({ positive, negatives }: Anchor, k: number): Anchor => ({
  positive,
  negatives: [...negatives].sort((a, b) => b - a).slice(0, k),
});

/** log Σ_{k≠i} exp(s_ik/τ) - s_ii/τ: by how much the negatives outweigh the positive. */
export const margin = ({ positive, negatives }: Anchor, tau: number): number =>
  logSumExp(negatives.map((s) => s / tau)) - positive / tau;

/** 1 - P_ii (Eq 2): how much of the probability the negatives have. */
export const doubt = (anchor: Anchor, tau: number): number => 1 / (1 + Math.exp(-margin(anchor, tau)));
