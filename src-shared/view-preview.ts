/** Augmented views for looking at: what the lab asks of the process that computes them, and what comes back. */

import type { RunConfig } from './config/fields';
import type { AppError } from './result';

export interface ViewCommand {
  readonly kind: 'views';
  readonly id: number;
  readonly config: RunConfig;
  readonly engineFolder: string | null;
  /** Side of the square images in pixels. */
  readonly side: number;
  /** u8[N, S, S, 3] */
  readonly pixels: Uint8Array;
  /** Which step of a run would draw these views. */
  readonly step: number;
}

export interface ComputedViews {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

export type ViewAnswer =
  | { readonly kind: 'views'; readonly id: number; readonly views: ComputedViews }
  | { readonly kind: 'views-failed'; readonly id: number; readonly error: AppError };

/** Two views beside the images that they are of, u8[N, S, S, 3] each. */
export interface ViewPreview extends ComputedViews {
  readonly side: number;
  readonly originals: Uint8Array;
}
