/** The one shape in which a failure that a person or a disk can cause travels between processes. */

import { sentences, type ProblemCode } from './problem-sentences';

export type ProblemDetails = Readonly<Record<string, string | number>>;

/** Plain data on purpose: it must survive structured clone and MessagePack. */
export interface AppError {
  readonly code: ProblemCode;
  /** The English sentence. Interfaces in other languages fill their own template for `code` with `details`. */
  readonly message: string;
  readonly details: ProblemDetails;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const err = (error: AppError): Result<never> => ({ ok: false, error });

/** Fills `{name}` in a sentence with the detail of that name. */
export const fillSentence = (template: string, details: ProblemDetails): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));

/**
 * Something that a person, a file or a machine got wrong, in one sentence that says what was expected,
 * what was found and what to do. Thrown anywhere; turned into a `Result` at the edge of each process.
 * Mistakes of programmers are ordinary errors instead.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(fillSentence(sentences[code], details), options);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

/** The single place where an unknown thrown value becomes data. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof Problem)
    return { code: thrown.code, message: thrown.message, details: thrown.details };
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const diskFull = /ENOSPC|SQLITE_FULL|database or disk is full/.test(reason);
  const problem = diskFull ? new Problem('disk.full', { reason }) : new Problem('internal', { reason });
  return { code: problem.code, message: problem.message, details: problem.details };
}
