import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer, type WebSocket } from 'ws';
import { Problem } from '#shared/result';
import { securityHeaders } from '../../page/security-headers';
import {
  cookieHeader,
  createAccess,
  hasTokenInAddress,
  hasTokenInCookie,
  isLocalHost,
  mayOpenSocket,
  type Access,
} from './access';

export interface WebServerOptions {
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** The port asked for, or null for the usual one, or any free one where that is taken. */
  readonly port: number | null;
  readonly onSocket: (socket: WebSocket) => void;
}

export interface WebServer {
  /** What a person opens in a browser. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const host = '127.0.0.1';
const usualPort = 7878;
const anyFreePort = 0;
/** More than any request of the page; pushes go the other way. */
const largestMessageBytes = 16 * 1024 * 1024;

/** @throws Problem `serve.port-taken` */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer();
  const port = await listen(server, options.port);
  const access = createAccess(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes });
  const serveFile = sirv(options.pageFolder, { dev: true, etag: true });
  server.on('request', (request, response) => answer({ access, request, response, serveFile }));
  server.on('upgrade', (request, socket, head) => {
    if (!mayUpgrade(access, request)) refuseUpgrade(socket);
    else sockets.handleUpgrade(request, socket, head, options.onSocket);
  });
  return {
    address: `http://${host}:${port}/?token=${access.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.close(1001);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      for (const socket of sockets.clients) socket.terminate();
      await closed;
    },
  };
}

async function listen(server: Server, asked: number | null): Promise<number> {
  try {
    return await listenOn(server, asked ?? usualPort);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (asked === null) return listenOn(server, anyFreePort);
    if (code === 'EACCES') throw new Problem('serve.port-refused', { port: asked, reason: message });
    throw new Problem('serve.port-taken', { port: asked });
  }
}

const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** The address asked for, or null where it is none. */
const addressOf = (request: IncomingMessage): URL | null => URL.parse(request.url ?? '', `http://${host}`);

interface Exchange {
  readonly access: Access;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly serveFile: ReturnType<typeof sirv>;
}

/** The page itself needs the token, so that who lost it learns why; its scripts and styles are no secret. */
function answer({ access, request, response, serveFile }: Exchange): void {
  const address = addressOf(request);
  const asked = request.headers.host;
  if (address === null || !isLocalHost(asked)) {
    refuse(response, 403, 'Tau Lab answers only on this machine.');
    return;
  }
  for (const [name, value] of Object.entries(securityHeaders(`ws://${asked}`)))
    response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-cache');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Expected GET or HEAD.');
  } else if (isPage(address) && !hasTokenInAddress(access, address) && !hasTokenInCookie(access, request)) {
    refuse(
      response,
      401,
      'Open the address that Tau Lab printed when it started; it holds the token of this session.',
    );
  } else {
    if (hasTokenInAddress(access, address)) response.setHeader('Set-Cookie', cookieHeader(access));
    serveFile(request, response, () => refuse(response, 404, 'There is no such file.'));
  }
}

const isPage = (address: URL): boolean => address.pathname === '/' || address.pathname.endsWith('.html');

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

function mayUpgrade(access: Access, request: IncomingMessage): boolean {
  const address = addressOf(request);
  return address !== null && address.pathname === '/lab' && mayOpenSocket(access, request, address);
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
