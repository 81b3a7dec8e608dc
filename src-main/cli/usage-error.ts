import type { CommanderError } from 'commander';

/** Commander's message as the one sentence that a person sees: what is wrong, and the nearest right thing. */
export function usageSentence(error: CommanderError): string {
  if (error.code === 'commander.help') return 'expected a command; --help lists them.';
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .replace(/ \((Did you mean .*?)\)$/, '; $1')
    .replace('; Did', '; did')
    .trim();
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
