import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

const maxLogBytes = 5_000_000;

export interface LabLog {
  readonly logger: Logger;
  close(): void;
}

/** `logs/lab.log` in the data folder; the one before is kept beside it once it has grown large. */
export function openLabLog(storeFolder: string): LabLog {
  const folder = join(storeFolder, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lab.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(file, join(folder, 'lab.1.log'));
  // Synchronous, so that the line that explains a crash is on the disk; few lines are written.
  const destination = pino.destination({ dest: file, sync: true });
  const logger = pino({ base: { pid: process.pid } }, destination);
  return {
    logger,
    close: () => {
      // A request that was still under way may yet fail; there is nobody left to tell.
      logger.level = 'silent';
      destination.end();
    },
  };
}
