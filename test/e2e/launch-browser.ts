import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from './present';

/** The repository, whose built files are tested. */
const root = resolve(import.meta.dirname, '../..');

export interface ServedLab {
  readonly process: ChildProcess;
  readonly address: string;
  readonly store: string;
  /** Ends the server as Ctrl-C does. */
  readonly close: () => Promise<void>;
}

export interface ServeOptions {
  /** A data folder that outlives the server; without it the server has one of its own. */
  readonly store?: string;
  readonly args?: readonly string[];
}

/** Starts the built command line as a server on a free port, and waits for its address. */
export async function serveLab(options: ServeOptions = {}): Promise<ServedLab> {
  const own = options.store === undefined ? mkdtempSync(join(tmpdir(), 'tau-lab-served-')) : null;
  const store = options.store ?? join(own ?? '', 'store');
  const args = [
    'serve',
    '--port',
    '0',
    '--json',
    '--store',
    store,
    ...(options.args ?? ['--no-quick-start']),
  ];
  const server = spawn(process.execPath, [join(root, 'out', 'main', 'cli.cjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    once(server, 'exit').then(() =>
      Promise.reject(new Error('The server ended before it told its address.')),
    ),
  ])) as [string];
  return {
    process: server,
    address: (JSON.parse(line) as { address: string }).address,
    store,
    close: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGINT');
        await ended;
      }
      if (own !== null) rmSync(own, { recursive: true, force: true });
    },
  };
}

export interface BrowserUnderTest {
  readonly browser: Browser;
  readonly page: Page;
  /** Errors of the page, which a test expects to be none. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/** Chromium's own errands, which a closed network would only refuse one by one. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens an address in a real, windowless Chromium; `CHROMIUM_PATH` names another than the system's. */
export async function launchBrowser(address: string): Promise<BrowserUnderTest> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: quiet,
  });
  const page = await browser.newPage({ viewport: { width: 1360, height: 880 }, locale: 'en-US' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  return { browser, page, errors, close: () => browser.close() };
}
