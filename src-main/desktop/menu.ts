import { shell, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { pageAddress } from './page-address';
import type { DesktopTexts } from './texts';

/** The page's routes live behind the hash, so going to one is no new load. */
const route = (window: BrowserWindow, path: string) => (): void => {
  void window.loadURL(`${pageAddress}#${path}`);
};

export function menuTemplate(
  texts: DesktopTexts,
  window: BrowserWindow,
  dataFolder: string,
): MenuItemConstructorOptions[] {
  return [
    {
      label: texts.file,
      submenu: [
        { label: texts.newRun, accelerator: 'CmdOrCtrl+N', click: route(window, '/new') },
        { label: texts.openDataFolder, click: () => void shell.openPath(dataFolder) },
        { type: 'separator' },
        { label: texts.quit, role: 'quit' },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { label: texts.undo, role: 'undo' },
        { label: texts.redo, role: 'redo' },
        { type: 'separator' },
        { label: texts.cut, role: 'cut' },
        { label: texts.copy, role: 'copy' },
        { label: texts.paste, role: 'paste' },
        { label: texts.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { label: texts.runs, accelerator: 'CmdOrCtrl+1', click: route(window, '/runs') },
        { label: texts.compare, accelerator: 'CmdOrCtrl+2', click: route(window, '/compare') },
        { type: 'separator' },
        { label: texts.resetZoom, role: 'resetZoom' },
        { label: texts.zoomIn, role: 'zoomIn' },
        { label: texts.zoomOut, role: 'zoomOut' },
        { label: texts.fullScreen, role: 'togglefullscreen' },
        { label: texts.developerTools, role: 'toggleDevTools' },
      ],
    },
  ];
}
