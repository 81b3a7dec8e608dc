/** Student's t distribution with whole degrees of freedom, in closed form. */

/** P(|T| ≤ √ν tan θ) for θ in [0, π/2); Abramowitz & Stegun 26.7.3 (odd ν) and 26.7.4 (even ν). */
function centralProbability(theta: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let i = isOdd ? 3 : 2; i < freedom; i += 2) {
    term *= ((i - 1) / i) * cosine ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}

const known = new Map<string, number>();

/** So many halvings of the interval leave an error below that of float64. */
const halvings = 60;

/**
 * The value that T stays below with this probability.
 *
 * @param probability  in (0.5, 1)
 * @param freedom  degrees of freedom, a whole number ≥ 1
 * @returns  > 0
 */
export function studentQuantile(probability: number, freedom: number): number {
  const key = `${probability} ${freedom}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const central = 2 * probability - 1;
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < halvings; i += 1) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, freedom) < central) low = middle;
    else high = middle;
  }
  const found = Math.sqrt(freedom) * Math.tan((low + high) / 2);
  known.set(key, found);
  return found;
}
