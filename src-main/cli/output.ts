import type { Writable } from 'node:stream';

export interface Output {
  /** The result: JSON on one line, or the readable text. Nothing else ever reaches standard output. */
  readonly result: (value: unknown, text: () => string) => void;
  /** A result that is text by nature, such as a table of values for another program; written as it is. */
  readonly raw: (text: string) => void;
  /** Everything that is not the result, to standard error. */
  readonly say: (sentence: string) => void;
  /** Where progress bars may be drawn, or null where nobody watches. */
  readonly terminal: NodeJS.WriteStream | null;
}

export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

const withNewline = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

export const createOutput = (streams: Streams, isJson: boolean): Output => ({
  result: (value, text) => {
    streams.stdout.write(withNewline(isJson ? JSON.stringify(value) : text()));
  },
  raw: (text) => {
    streams.stdout.write(withNewline(text));
  },
  say: (sentence) => {
    streams.stderr.write(withNewline(sentence));
  },
  terminal: streams.stderr.isTTY ? (streams.stderr as NodeJS.WriteStream) : null,
});
