import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createBirpc } from 'birpc';
import { pack, unpack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ClientFunctions, LabFunctions } from '#shared/contract';
import { openCommandLine, resultOf, type Answer, type CommandLine } from './command-line';

let line: CommandLine;
let served: Promise<Answer>;
let address: URL;
let token = '';
let cookie = '';

beforeAll(async () => {
  line = openCommandLine();
  served = line.run('serve', '--no-quick-start', '--json');
  await vi.waitUntil(() => line.heard().includes('address'), { timeout: 60_000 });
  address = new URL((JSON.parse(line.heard()) as { address: string }).address);
  token = address.searchParams.get('token') ?? '';
});
afterAll(async () => {
  line.interrupt();
  await served;
  line.remove();
});

/** Sends a request as it stands, which `fetch` would tidy up. */
async function raw(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const socket = connect(Number(address.port), '127.0.0.1');
  const head = Object.entries({ Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'close');
  return Buffer.concat(parts).toString();
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('the page', () => {
  it('comes to who has the token, with a cookie for later and a strict policy', async () => {
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>Tau Lab</title>');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    cookie = set.split(';')[0] ?? '';
    expect((await fetch(address.origin, { headers: { cookie } })).status).toBe(200);
  });

  it.each(['', '?token=', '?token=wrong', '?token=%00'])('is refused with %j instead', async (query) => {
    for (const path of ['/', '/index.html']) {
      const answer = await fetch(`${address.origin}${path}${query}`, { headers: { cookie: 'other=1' } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(await answer.text()).toContain('Open the address that Tau Lab printed');
    }
  });

  it.each([
    '/../store/tau-lab.db',
    '/..%2fstore%2ftau-lab.db',
    '/%2e%2e/store/store.lock',
    '/..%5cstore',
    '//etc/passwd',
  ])('is the only folder served: %s', async (path) => {
    const answer = await raw(`${path}?token=${token}`, { Host: address.host });
    expect([400, 403, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain('SQLite');
  });

  it('answers only to the names of this machine, against DNS rebinding', async () => {
    for (const host of [`evil.example:${address.port}`, '127.0.0.1.evil.example', 'localhost.evil']) {
      expect(statusOf(await raw(`/?token=${token}`, { Host: host }))).toBe(403);
    }
    expect(statusOf(await raw(`/?token=${token}`, { Host: 'localhost:9000' }))).toBe(200);
  });

  it('is for reading', async () => {
    expect((await fetch(address, { method: 'POST' })).status).toBe(405);
  });
});

describe('the line to the lab', () => {
  const open = (headers: Readonly<Record<string, string>>, path = '/lab'): WebSocket =>
    new WebSocket(`ws://${address.host}${path}`, { headers });

  it.each([
    ['no token', () => ({ origin: address.origin })],
    ['a wrong token', () => ({ origin: address.origin, cookie: `tau-lab-${address.port}=wrong` })],
    ['another origin', () => ({ origin: 'http://evil.example', cookie })],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:1', cookie })],
    ['no origin', () => ({ cookie })],
    ['a rebound name', () => ({ origin: 'http://evil.example', host: 'evil.example', cookie })],
  ])('is refused with %s', async (_name, headers) => {
    const socket = open(headers());
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('is refused anywhere but at its own path', async () => {
    const [error] = (await once(open({ origin: address.origin, cookie }, '/other'), 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('carries requests and pushes of the page', async () => {
    const socket = open({ origin: address.origin, cookie });
    const pushed: string[] = [];
    const lab = createBirpc<LabFunctions, ClientFunctions, false>(
      { push: (name) => void pushed.push(name) },
      {
        proxify: false,
        post: (message: Buffer) => socket.send(message),
        on: (receive) => socket.on('message', receive),
        serialize: (message) => pack(message),
        deserialize: (message: Buffer) => unpack(message) as unknown,
      },
    );
    await once(socket, 'open');
    const status = await lab.$call('request', 'lab.status', {});
    expect(status).toMatchObject({ ok: true, value: { store: line.store } });
    const started = await lab.$call('request', 'runs.start', { config: { 'dataset.limit': 500 } });
    expect(started).toMatchObject({ ok: true });
    await expect.poll(() => pushed).toContain('runs.changed');
    socket.close();
    await once(socket, 'close');
  });

  it('ends for who sends what is no message, and stays for the others', async () => {
    for (const nonsense of [Buffer.from([0x92]), Buffer.alloc(0), 'text']) {
      const socket = open({ origin: address.origin, cookie });
      await once(socket, 'open');
      socket.send(nonsense);
      await once(socket, 'close');
    }
    expect((await fetch(address)).status).toBe(200);
  });
});

describe('ports', () => {
  it('says that a port is taken, and frees the data folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const second = openCommandLine();
    const answer = await second.run('serve', '--port', String(port), '--no-quick-start');
    expect(answer).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `tau-lab: Port ${port} is in use; choose another with --port, or leave it out.\n`,
    });
    expect((await second.run('runs', 'list')).exitCode).toBe(0);
    second.remove();
    other.close();
  });
});

describe('the first start', () => {
  it('trains the quick-start study in an empty data folder, once, and pauses it at Ctrl-C', async () => {
    const first = openCommandLine();
    first.script = { end: 'waits', onTraining: () => first.interrupt() };
    const answer = await first.run('serve', '--port', '0');
    expect(answer.exitCode).toBe(0);
    expect(answer.stdout).toMatch(/^Tau Lab is at http:\/\/127\.0\.0\.1:\d+\/\?token=\S+\n$/);
    const runs = resultOf(await first.run('runs', 'list', '--json')) as { status: string }[];
    expect(runs.map((run) => run.status)).toEqual([
      'paused',
      'queued',
      'queued',
      'queued',
      'queued',
      'queued',
    ]);
    await first.run('serve', '--port', '0');
    expect(resultOf(await first.run('runs', 'list', '--json'))).toHaveLength(6);
    first.remove();
  });
});
