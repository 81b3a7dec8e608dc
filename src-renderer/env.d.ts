/// <reference types="vite/client" />

interface Window {
  /** What the desktop shell adds to the page; absent in the browser. */
  readonly tauLab?: {
    /** Opens the system's dialog; no paths where it was dismissed. */
    readonly choosePaths: (kind: 'files' | 'folder') => Promise<string[]>;
    /** Where a dropped file lies; null where the file tells it itself, as before Electron 29. */
    readonly pathOfFile: (file: File) => string | null;
  };
}
