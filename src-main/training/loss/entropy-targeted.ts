import { contrastiveAt } from './contrastive';
import { entropyTemperature } from './entropy-temperature';
import type { Loss } from './loss';

/**
 * The contrastive loss at a temperature of each anchor's own, chosen so that its penalties have a given entropy.
 *
 *   L(x_i) = -log[ exp(s_ii/τ_i) / ( Σ_{k≠i} exp(s_ik/τ_i) + exp(s_ii/τ_i) ) ],   H(r_i) = share · log N_i at τ_i
 *
 * Wang & Liu 2020, arXiv:2012.09740, Eq 1 and 5; the choice of τ_i is `fix_entropy` of the first author's code and not
 * in the paper. N_i negatives of the anchor. τ_i is constant for the gradient.
 *
 * @param share  wanted entropy in units of log N_i, in (0, 1)
 * @returns  a loss with values in (0, 2/τ_i + log(1 + K)]
 */
export const entropyTargeted =
  (share: number): Loss =>
  (similarities) =>
    contrastiveAt(similarities, entropyTemperature(similarities.negatives, share));
