/** What the desktop and the lab process say to each other. */

import type { AppError } from '#shared/result';

export type ToLab =
  | { readonly kind: 'client'; readonly client: string; readonly data: unknown }
  | { readonly kind: 'client-gone'; readonly client: string }
  /** Pause what trains, close the store, end. */
  | { readonly kind: 'close' };

export type FromLab =
  | { readonly kind: 'ready' }
  /** The lab cannot work with this data folder, and ends. */
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'state'; readonly running: boolean }
  | { readonly kind: 'client'; readonly client: string; readonly data: unknown };
