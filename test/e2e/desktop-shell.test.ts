/** What the desktop shell itself promises, in a real window: a closed sandbox, one lab, an orderly end. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveLab } from './launch-browser';
import { electronCommand, launchElectron, type DesktopUnderTest } from './launch-electron';
import { lacksWindow } from './present';

describe.skipIf(lacksWindow)('the desktop shell', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await launchElectron();
  });
  afterAll(() => desktop.close());

  const connected = (): Promise<void> => desktop.page.getByText('Connected').waitFor();

  describe('the window', () => {
    it('shows the page of the built application, connected to a lab on its data folder', async () => {
      await connected();
      expect(desktop.page.url()).toMatch(/^app:\/\/tau-lab\/index\.html/);
      await desktop.page.getByText(desktop.store).waitFor();
      expect(desktop.errors).toEqual([]);
    });

    it('gives the page nothing of Node or Electron but three values', async () => {
      const seen = await desktop.page.evaluate(() => ({
        globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
        bridge: Object.keys((globalThis as unknown as { tauLab: object }).tauLab).sort(),
      }));
      expect(seen).toEqual({ globals: [], bridge: ['choosePaths', 'pathOfFile', 'platform'] });
    });

    it('keeps the page from opening windows and reaching the network or files', async () => {
      const tried = await desktop.page.evaluate(async () => {
        const fails = (address: string): Promise<boolean> =>
          fetch(address).then(
            () => false,
            () => true,
          );
        return {
          opened: globalThis.open('https://example.com') === null,
          network: await fails('https://example.com'),
          file: await fails('file:///etc/passwd'),
          outside: await fetch('app://tau-lab/..%2f..%2fpackage.json').then((answer) => answer.status),
          otherHost: await fails('app://elsewhere/index.html'),
        };
      });
      expect(tried).toEqual({ opened: true, network: true, file: true, outside: 403, otherHost: true });
      expect(desktop.app.windows()).toHaveLength(1);
    });

    it('keeps the page from leaving', async () => {
      const left = await desktop.app.evaluate(async ({ webContents }) => {
        const [contents] = webContents.getAllWebContents();
        const before = contents?.getURL();
        const tried = new Promise((resolve) => contents?.once('will-navigate', resolve));
        await contents?.executeJavaScript("location.href = 'https://example.com'; 0");
        await tried;
        return contents?.getURL() !== before;
      });
      expect(left).toBe(false);
      // The test's driver waits for a navigation that never comes, until there is another.
      await desktop.page.reload();
      await connected();
    });

    it('cancels requests of its session even where the page had a way around its policy', async () => {
      const refused = await desktop.app.evaluate(async ({ session }) => {
        const addresses = ['https://example.com/', 'http://127.0.0.1:1/'];
        const answers = await Promise.allSettled(
          addresses.map((address) => session.defaultSession.fetch(address)),
        );
        return answers.map(
          (answer) => answer.status === 'rejected' && String(answer.reason).includes('BLOCKED_BY_CLIENT'),
        );
      });
      expect(refused).toEqual([true, true]);
    });

    it('goes to pages from its menu without loading anew', async () => {
      await desktop.page.evaluate(() => Object.assign(globalThis, { isSameLoad: true }));
      await desktop.app.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
        items.find((item) => item.label === 'New run')?.click();
      });
      await desktop.page.waitForURL(/#\/new/);
      expect(await desktop.page.evaluate(() => 'isSameLoad' in globalThis)).toBe(true);
    });
  });

  describe('the lab behind the window', () => {
    const labPid = async (): Promise<number> => {
      const pidFile = join(desktop.store, 'store.pid');
      await expect.poll(() => readPid(pidFile), { timeout: 60_000 }).toBeGreaterThan(0);
      return readPid(pidFile);
    };
    const readPid = (file: string): number => {
      try {
        return Number(readFileSync(file, 'utf8'));
      } catch {
        return 0;
      }
    };

    it('is started again where it was killed, and the page goes on', async () => {
      const first = await labPid();
      process.kill(first, 'SIGKILL');
      await expect.poll(labPid, { timeout: 60_000 }).not.toBe(first);
      // Without loading anew: the page asks again by itself.
      await connected();
      await desktop.page.getByTestId('nav-datasets').click();
      await desktop.page.getByTestId('dataset-card-builtin').waitFor({ timeout: 60_000 });
    });

    it('is one for a data folder: a second window on it only brings the first to the front', async () => {
      const { command, args } = electronCommand(desktop.store);
      const second = spawn(command, args, { stdio: 'ignore' });
      const [code] = (await once(second, 'exit')) as [number];
      expect(code).toBe(0);
      await connected();
    });

    it('is refused in one sentence where another Tau Lab holds the data folder', async () => {
      const served = await serveLab();
      const { command, args } = electronCommand(served.store);
      const window = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let told = '';
      window.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
      const sentence = `tau-lab: The data folder "${served.store}" is in use by another Tau Lab (process ${served.process.pid});`;
      await expect.poll(() => told, { timeout: 60_000 }).toContain(sentence);
      // Its dialog waits for a person.
      window.kill('SIGKILL');
      await once(window, 'exit');
      await served.close();
    });
  });
});
