/**
 * The page's only door out of its sandbox: the lab's port, the file dialog and where dropped files lie.
 * Hands over values, never Electron's own objects.
 */

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { pageOrigin } from './page-address';

/** The part of the page's window that is needed here; nothing else in this folder runs in a page. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];
const utilsOfFiles = webUtils as typeof webUtils | undefined;

// Only our own page gets the port, should anything else ever be loaded into the window.
if (window.location.origin === pageOrigin) {
  ipcRenderer.on('tau-lab:port', (event) => {
    window.postMessage({ type: 'tau-lab:port' }, pageOrigin, event.ports);
  });

  contextBridge.exposeInMainWorld('tauLab', {
    platform: process.platform,
    /** Asks the person for files or a folder; none where they choose none. */
    choosePaths: (kind: 'files' | 'folder') =>
      ipcRenderer.invoke('tau-lab:choose-paths', kind) as Promise<string[]>,
    /** Where a dropped file lies; null before Electron 29, whose files tell it themselves. */
    pathOfFile: (file: DroppedFile) => utilsOfFiles?.getPathForFile(file) ?? null,
  });
}
