/** One GET over HTTP or HTTPS, through a proxy where there is one; follows redirects, knows nothing of files. */

import { Agent as HttpAgent, get as getOverHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as getOverHttps } from 'node:https';
import { Problem } from '#shared/result';

/** Connections of one download. */
export interface Network {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  readonly close: () => void;
}

/** @param proxy  address of a proxy; where empty, HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the environment hold */
export function openNetwork(proxy: string, env: NodeJS.ProcessEnv = process.env): Network {
  const noProxy = env['NO_PROXY'] ?? env['no_proxy'];
  const own = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ...(noProxy ? { NO_PROXY: noProxy } : {}) };
  const options = { keepAlive: true, proxyEnv: proxy === '' ? env : own };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  return {
    http,
    https,
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}

export interface GetOptions {
  readonly network: Network;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** How long nothing may come before the connection counts as broken. */
  readonly idleMs: number;
}

const mostRedirects = 5;

function getOnce(address: URL, { network, headers, signal, idleMs }: GetOptions): Promise<IncomingMessage> {
  const isSecure = address.protocol === 'https:';
  const get = isSecure ? getOverHttps : getOverHttp;
  return new Promise((resolve, reject) => {
    const options = { agent: isSecure ? network.https : network.http, headers: { ...headers }, signal };
    const request = get(address, options, resolve);
    request.setTimeout(idleMs, () =>
      request.destroy(Object.assign(new Error(`nothing came for ${idleMs / 1000} s`), { code: 'ETIMEDOUT' })),
    );
    request.once('error', reject);
  });
}

/** @throws Problem `download.bad-address` where it is none of the two kinds */
export function parseAddress(written: string, base?: URL): URL {
  const address = URL.parse(written, base?.href);
  if (address && ['http:', 'https:'].includes(address.protocol)) return address;
  throw new Problem('download.bad-address', { found: written });
}

/** @returns the answer that is no redirect, whatever its status; its body has to be read or destroyed */
export async function httpGet(written: string, options: GetOptions): Promise<IncomingMessage> {
  let address = parseAddress(written);
  for (let left = mostRedirects; left >= 0; left -= 1) {
    const answer = await getOnce(address, options);
    const { statusCode = 0, headers } = answer;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return answer;
    answer.destroy();
    address = parseAddress(headers.location, address);
  }
  throw new Problem('download.redirects', { address: written, limit: mostRedirects });
}
