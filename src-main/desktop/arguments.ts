import { parseArgs } from 'node:util';

export interface DesktopArguments {
  /** Data folder, or null for the one that the environment or the system gives. */
  readonly store: string | null;
  readonly quickStart: boolean;
}

/** Reads what concerns Tau Lab; everything else on the line is Electron's. */
export function readArguments(line: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...line],
    strict: false,
    options: { store: { type: 'string' }, 'no-quick-start': { type: 'boolean' } },
  });
  const store = values['store'];
  return {
    store: typeof store === 'string' && store !== '' ? store : null,
    quickStart: values['no-quick-start'] !== true,
  };
}
