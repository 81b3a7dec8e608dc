import { dialog, ipcMain, type BrowserWindow } from 'electron';
import { isPageAddress } from './page-address';

/** Answers the page's question for a file with the path that the person picks, or null. */
export function answerChooseFile(window: BrowserWindow, title: string): void {
  ipcMain.handle('tau-lab:choose-file', async (event) => {
    const frame = event.senderFrame;
    if (frame === null || frame !== window.webContents.mainFrame || !isPageAddress(frame.url)) return null;
    const { filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'] });
    return filePaths[0] ?? null;
  });
}
