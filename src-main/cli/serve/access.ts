/**
 * Who may talk to the web server. It listens on this machine only, but every page that a browser here has open can
 * reach it too: so the lab itself answers only requests that carry the token, name this machine as their host
 * (against DNS rebinding) and come from the lab's own page (against other sites' scripts).
 */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Access {
  readonly token: string;
  /** Carries the port, because browsers share cookies between the ports of a machine. */
  readonly cookieName: string;
}

const tokenBytes = 24;

export const createAccess = (port: number): Access => ({
  token: randomBytes(tokenBytes).toString('base64url'),
  cookieName: `tau-lab-${port}`,
});

export const cookieHeader = (access: Access): string =>
  `${access.cookieName}=${access.token}; HttpOnly; SameSite=Strict; Path=/`;

/** The port may differ from ours, as behind an SSH tunnel; the name may not. */
const localHost = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/;

export const isLocalHost = (host: string | undefined): host is string =>
  host !== undefined && localHost.test(host);

function isToken(access: Access, given: string | null | undefined): boolean {
  const expected = Buffer.from(access.token);
  const found = Buffer.from(given ?? '');
  return expected.length === found.length && timingSafeEqual(expected, found);
}

export const hasTokenInAddress = (access: Access, address: URL): boolean =>
  isToken(access, address.searchParams.get('token'));

export function hasTokenInCookie(access: Access, request: IncomingMessage): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.some(([name, value]) => name === access.cookieName && isToken(access, value));
}

/** Whether a WebSocket may be opened. Browsers always name the origin; what names none is no page of ours. */
export function mayOpenSocket(access: Access, request: IncomingMessage, address: URL): boolean {
  const { host, origin } = request.headers;
  return (
    isLocalHost(host) &&
    origin === `http://${host}` &&
    (hasTokenInCookie(access, request) || hasTokenInAddress(access, address))
  );
}
