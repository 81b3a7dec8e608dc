import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronPath } from './present';

/** The repository, whose built files are tested. */
const root = resolve(import.meta.dirname, '../..');

export interface DesktopUnderTest {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly store: string;
  /** Errors of the page, which a test expects to be none. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  /** A data folder that outlives the window; without it the window has one of its own. */
  readonly store?: string;
  readonly args?: readonly string[];
}

export interface ElectronCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** How the built application is started on a data folder. */
export const electronCommand = (
  store: string,
  args: readonly string[] = ['--no-quick-start'],
): ElectronCommand => ({
  command: electronPath,
  args: ['--no-sandbox', '--lang=en', root, `--store=${store}`, ...args],
});

const attempts = 3;

/** On a busy machine a window may stay empty; what it shows instead is told, and the application started anew. */
async function openWindow(
  command: string,
  args: readonly string[],
  attempt = 1,
): Promise<Pick<DesktopUnderTest, 'app' | 'page'>> {
  const app = await _electron.launch({ executablePath: command, cwd: root, args: [...args] });
  const page = await app.firstWindow();
  try {
    await page.getByTestId('nav-runs').waitFor({ timeout: 20_000 });
    return { app, page };
  } catch (thrown) {
    const content = await page.content().catch(String);
    console.error(`The window stayed empty (attempt ${attempt}): ${page.url()} ${content.slice(0, 2000)}`);
    if (attempt === attempts) throw thrown;
    app.process().kill('SIGKILL');
    // With a profile of its own, in case what another window left in the common one is the reason.
    const profile = mkdtempSync(join(tmpdir(), 'tau-lab-profile-'));
    return openWindow(command, [`--user-data-dir=${profile}`, ...args], attempt + 1);
  }
}

/** Opens the real window on the built application. Needs a display, such as xvfb-run gives. */
export async function launchElectron(options: LaunchOptions = {}): Promise<DesktopUnderTest> {
  const own = options.store === undefined ? mkdtempSync(join(tmpdir(), 'tau-lab-desktop-')) : null;
  const store = options.store ?? join(own ?? '', 'store');
  const { command, args } = electronCommand(store, options.args);
  const { app, page } = await openWindow(command, args);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    app,
    page,
    store,
    errors,
    close: async () => {
      await app.evaluate(({ dialog }) => {
        // A person would be asked whether to pause what trains.
        dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      });
      await app.close();
      if (own !== null) rmSync(own, { recursive: true, force: true });
    },
  };
}
