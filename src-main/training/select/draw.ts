/**
 * Random numbers for choosing images, each a function of the seed, of what it is for and of the image: the same
 * with every backend, and no image's number depends on how many others there are.
 */

/** What a number is for. Numbers are part of a run's identity and never change their meaning. */
const purposes = { holdout: 1, perClass: 2, wrongLabel: 3, otherClass: 4 } as const;

export type SelectionPurpose = keyof typeof purposes;

/** Spreads 32 bits over 32 bits; the constants are those of MurmurHash3's last step. */
function spread(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A whole number in [0, 2^32). */
export function draw(seed: number, purpose: SelectionPurpose, index: number): number {
  const stream = spread(spread(seed + 0x9e3779b9) ^ Math.imul(purposes[purpose], 0x9e3779b1));
  return spread(stream ^ spread(index + 1));
}

/** The numbers in random order. */
export function shuffle(
  seed: number,
  purpose: SelectionPurpose,
  numbers: readonly number[],
): readonly number[] {
  return numbers
    .map((number) => ({ number, key: draw(seed, purpose, number) }))
    .sort((a, b) => a.key - b.key || a.number - b.number)
    .map(({ number }) => number);
}
