/** What stops the bootstrap and is not its own mistake: a sentence for the person who started it. */
export class Refusal extends Error {}

/** To standard error, so that the standard output of a command stays its own. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
