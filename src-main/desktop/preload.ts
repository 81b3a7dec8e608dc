/**
 * The page's only door out of its sandbox: the lab's port and the file dialog.
 * Hands over values, never Electron's own objects.
 */

import { contextBridge, ipcRenderer } from 'electron';
import { pageOrigin } from './page-address';

/** The part of the page's window that is needed here; nothing else in this folder runs in a page. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

// Only our own page gets the port, should anything else ever be loaded into the window.
if (window.location.origin === pageOrigin) {
  ipcRenderer.on('tau-lab:port', (event) => {
    window.postMessage({ type: 'tau-lab:port' }, pageOrigin, event.ports);
  });

  contextBridge.exposeInMainWorld('tauLab', {
    platform: process.platform,
    /** Asks the person for a file; null where they choose none. */
    chooseFile: () => ipcRenderer.invoke('tau-lab:choose-file') as Promise<string | null>,
  });
}
