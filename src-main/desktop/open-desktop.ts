import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, session, type BrowserWindow } from 'electron';
import { servePage } from './app-protocol';
import { answerChoosePaths } from './choose-paths';
import { startLab, type LabProcess } from './lab-process';
import type { FromLab } from './lab-messages';
import { menuTemplate } from './menu';
import { pageAddress } from './page-address';
import { createRelay, type Relay } from './relay';
import { desktopTexts, type DesktopTexts } from './texts';
import { tellFatal } from './tell-fatal';
import { createTrainingSigns } from './training-signs';
import { confine, denyPermissions, openWindow } from './window';

export interface Desktop {
  readonly appFolder: string;
  readonly dataFolder: string;
  readonly quickStart: boolean;
}

/** Joins window, lab and menu, once Electron is ready. */
export function openDesktop(desktop: Desktop): void {
  const out = join(desktop.appFolder, 'out');
  const texts = desktopTexts(app.getLocale());
  app.on('web-contents-created', (_event, contents) => confine(contents));
  denyPermissions(session.defaultSession);
  servePage(session.defaultSession, join(out, 'renderer'));

  const icon = join(desktop.appFolder, 'resources', 'icons', 'icon.png');
  const window = openWindow(join(out, 'preload', 'preload.cjs'), existsSync(icon) ? icon : null);
  const { lab, isTraining } = joinLab(desktop, window, texts);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts, window, desktop.dataFolder)));
  answerChoosePaths(window, { files: texts.chooseFiles, folder: texts.chooseFolder });
  endOrderly({ window, lab, isTraining, texts });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  void window.loadURL(pageAddress);
}

/** Gives the page its line to the lab whenever both are there, in whichever order they come or come again. */
function joinLab(
  desktop: Desktop,
  window: BrowserWindow,
  texts: DesktopTexts,
): { readonly lab: LabProcess; readonly isTraining: () => boolean } {
  const signs = createTrainingSigns(window, texts);
  let isTraining = false;
  let isLabReady = false;
  let isPageReady = false;
  const relay: Relay = createRelay((message) => lab.send(message));
  const connectWhenBoth = (): void => {
    if (isLabReady && isPageReady) relay.connect(window.webContents);
  };
  const onMessage = (message: FromLab): void => {
    if (message.kind === 'client') relay.deliver(message.client, message.data);
    if (message.kind === 'state') signs((isTraining = message.running));
    if (message.kind === 'ready') {
      isLabReady = true;
      connectWhenBoth();
    }
  };
  const onLost = (sentence: string): void => {
    tellFatal(sentence);
    app.exit(1);
  };
  const lab = startLab(labLaunch(desktop), { onMessage, onLost });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) isPageReady = false;
  });
  window.webContents.on('did-finish-load', () => {
    isPageReady = true;
    connectWhenBoth();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  return { lab, isTraining: () => isTraining };
}

function labLaunch({ appFolder, dataFolder, quickStart }: Desktop): Parameters<typeof startLab>[0] {
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: join(appFolder, 'node_modules', 'node', 'bin', node),
    file: join(appFolder, 'out', 'main', 'lab.cjs'),
    args: [`--store=${dataFolder}`, ...(quickStart ? [] : ['--no-quick-start'])],
  };
}

interface Ending {
  readonly window: BrowserWindow;
  readonly lab: LabProcess;
  readonly isTraining: () => boolean;
  readonly texts: DesktopTexts;
}

/** Closing the window is quitting, and quitting lets the lab pause what trains; the person is asked before. */
function endOrderly({ window, lab, isTraining, texts }: Ending): void {
  let stage: 'open' | 'asking' | 'closing' | 'closed' = 'open';
  const mayQuit = async (): Promise<boolean> => {
    if (!isTraining()) return true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: texts.quitQuestion,
      detail: texts.quitDetail,
      buttons: [texts.pauseAndQuit, texts.cancel],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  };
  const quit = async (): Promise<void> => {
    stage = 'asking';
    if (!(await mayQuit())) {
      stage = 'open';
      return;
    }
    stage = 'closing';
    window.hide();
    await lab.close();
    stage = 'closed';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    if (stage === 'open') void quit();
  });
  window.on('close', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    app.quit();
  });
}
