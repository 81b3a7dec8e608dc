import type { Logger } from 'pino';
import type { LabStatus } from '#shared/contract';
import type { Store } from '../store/open-store';
import type { DatasetShelf } from './dataset-shelf';
import type { Downloads } from './downloads';
import type { Push } from './push';
import type { Queue } from './queue';

/** What the handlers work with. */
export interface LabContext {
  readonly store: Store;
  readonly push: Push;
  readonly clock: () => number;
  readonly queue: Queue;
  readonly datasets: DatasetShelf;
  readonly downloads: Downloads;
  readonly status: () => Promise<LabStatus>;
  readonly logger: Logger;
}
