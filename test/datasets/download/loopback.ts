/** A server on this machine that serves one content, well or badly, and remembers what it was asked. */

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { KnownDataset } from '../../../src-main/datasets/download/catalogue';

export type Answerer = (request: IncomingMessage, response: ServerResponse, turn: number) => void;

export interface Loopback {
  readonly address: string;
  /** The headers of each request so far, in order. */
  readonly asked: readonly IncomingMessage[];
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

export async function serve(answer: Answerer): Promise<Loopback> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: addressOf(server), asked };
}

/** Bytes that differ everywhere, the same each time. */
export const content = Buffer.from(
  Array.from({ length: 9 }, (_, i) => createHash('sha512').update(String(i)).digest('hex'))
    .join('')
    .repeat(300),
);

export const etag = '"first"';

/** A good server: ranges, and the condition that they are of the same content. */
export function serveRanges(request: IncomingMessage, response: ServerResponse, limit = Infinity): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const from = isSame ? start : 0;
  const part = content.subarray(from);
  const partial =
    from > 0 ? { 'Content-Range': `bytes ${from}-${content.length - 1}/${content.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { ETag: etag, 'Content-Length': part.length, ...partial });
  if (limit >= part.length) response.end(part);
  else response.write(part.subarray(0, limit), () => setTimeout(() => response.destroy(), 20));
}

export const knownFile = {
  name: 'images.bin',
  sizeBytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

export const knownDataset = (...bases: readonly string[]): KnownDataset => ({
  id: 'small',
  name: 'Small',
  home: 'http://localhost/',
  bases,
  files: [knownFile],
});
