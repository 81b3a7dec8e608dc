/** What people add to a run to find it again. Nothing of it changes what was trained. */

export interface RunMarks {
  /** In the order in which they were given, each once. */
  readonly tags: readonly string[];
  /** Plain text; whoever shows it escapes it. */
  readonly note: string;
  readonly isStarred: boolean;
  /** `#rrggbb`, or null where the colours of τ and of the loss are enough. */
  readonly colour: string | null;
  /** Names of folders within each other, joined by `/`; '' for none. */
  readonly folder: string;
  /** When it was put out of the way; null where it is not archived. */
  readonly archivedAtUnixMs: number | null;
  /** When it was thrown away; null where it is not in the trash. */
  readonly trashedAtUnixMs: number | null;
}

/** Bytes that a run takes, or that were freed when it was deleted. */
export interface RunSize {
  readonly databaseBytes: number;
  readonly checkpointBytes: number;
}

export const noMarks: RunMarks = {
  tags: [],
  note: '',
  isStarred: false,
  colour: null,
  folder: '',
  archivedAtUnixMs: null,
  trashedAtUnixMs: null,
};

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Tags without those that are empty or there already. */
export const tidyTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(tags.map(tidy).filter((tag) => tag !== '')),
];

/** A folder's path without empty parts: ` a//b /` is `a/b`. */
export const tidyFolder = (folder: string): string =>
  folder
    .split('/')
    .map(tidy)
    .filter((part) => part !== '')
    .join('/');
