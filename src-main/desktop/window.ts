import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, type Session, type WebContents } from 'electron';
import { isPageAddress } from './page-address';
import { isReachable, readWindowState, writeWindowState } from './window-state';

const smallest = { width: 900, height: 600 } as const;
const first = { width: 1360, height: 880 } as const;

/** Opens the one window where it was last time. It stays hidden until the page has something to show. */
export function openWindow(preloadFile: string, iconFile: string | null): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window-state.json');
  const state = readWindowState(stateFile);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...(state && isReachable(state.bounds, areas) ? state.bounds : first),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1318' : '#ffffff',
    ...(iconFile === null ? {} : { icon: iconFile }),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Charts must keep up with a run while the window is behind another.
      backgroundThrottling: false,
    },
  });
  if (state?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  return window;
}

/** Neither the page nor anything it opens may leave the application. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event, address) => {
    if (!isPageAddress(address)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Copying text is the one permission the page has. */
export function denyPermissions(session: Session): void {
  const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
}
