import { dialog, ipcMain, type BrowserWindow } from 'electron';
import { isPageAddress } from './page-address';

interface Titles {
  readonly files: string;
  readonly folder: string;
}

/** Answers the page's question for files or a folder with the paths that the person picks, or none. */
export function answerChoosePaths(window: BrowserWindow, titles: Titles): void {
  ipcMain.handle('tau-lab:choose-paths', async (event, kind: unknown): Promise<string[]> => {
    const frame = event.senderFrame;
    if (frame === null || frame !== window.webContents.mainFrame || !isPageAddress(frame.url)) return [];
    const { filePaths } = await dialog.showOpenDialog(
      window,
      kind === 'folder'
        ? { title: titles.folder, properties: ['openDirectory'] }
        : { title: titles.files, properties: ['openFile', 'multiSelections'] },
    );
    return filePaths;
  });
}
