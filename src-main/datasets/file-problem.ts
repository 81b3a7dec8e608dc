/** What the file system throws, turned into sentences; everything else is handed back as it is. */

import { dirname } from 'node:path';
import { Problem } from '#shared/result';

const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? String(thrown.code) : undefined;

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

export function toReadProblem(thrown: unknown, file: string): unknown {
  const code = codeOf(thrown);
  if (code === undefined) return thrown;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Problem('file.not-found', { file }, { cause: thrown });
  return new Problem('file.unreadable', { file, reason: reasonOf(thrown) }, { cause: thrown });
}

export function toWriteProblem(thrown: unknown, file: string): unknown {
  const code = codeOf(thrown);
  if (code === undefined) return thrown;
  const reason = reasonOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Problem('disk.full', { reason }, { cause: thrown });
  return new Problem('store.unwritable', { folder: dirname(file), reason }, { cause: thrown });
}
