/// <reference types="vite/client" />

interface Window {
  /** What the desktop shell adds to the page; absent in the browser. */
  readonly tauLab?: {
    /** Opens the system's dialog; null where it was dismissed. */
    readonly chooseFile: () => Promise<string | null>;
  };
}
