/** Official files of datasets that can be fetched when a person asks for it, and how far that is. */

import type { AppError } from './result';

export interface DownloadFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Where it is fetched from. */
  readonly address: string;
  /** Not needed for the dataset to be whole, and fetched only where asked for. */
  readonly optional: boolean;
  /** `partial` is what a broken-off download left; `present` is a file under its own name, checked before it is used. */
  readonly state: 'absent' | 'partial' | 'present';
  readonly presentBytes: number;
}

export interface DownloadProgress {
  readonly phase: 'checking' | 'downloading';
  readonly file: string;
  /** Of all files that are wanted. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Unknown until some seconds have passed. */
  readonly secondsLeft: number | null;
}

export interface Download {
  readonly id: string;
  readonly name: string;
  /** The page of its publisher. */
  readonly home: string;
  /** Where its files lie, fetched or put there by hand. */
  readonly folder: string;
  readonly files: readonly DownloadFile[];
  /** Null while nothing is being fetched. */
  readonly progress: DownloadProgress | null;
  /** Why the last one ended early. */
  readonly error: AppError | null;
}

/** How the machine reaches the network; empty texts mean the publishers' own addresses and the environment's proxy. */
export interface DownloadSettings {
  /** `{dataset}` and `{file}` stand for their names; without the latter it is put at the end. */
  readonly mirror: string;
  readonly proxy: string;
}
