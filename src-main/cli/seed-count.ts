import { InvalidArgumentError } from 'commander';

const mostSeeds = 1000;

/** Reads a number of seeds. */
export function seedCount(written: string): number {
  const count = Number(written);
  if (!Number.isInteger(count) || count < 1 || count > mostSeeds) {
    throw new InvalidArgumentError(`Expected a whole number in [1, ${mostSeeds}].`);
  }
  return count;
}
