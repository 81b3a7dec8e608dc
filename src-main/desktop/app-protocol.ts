import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { lookup } from 'mrmime';
import { securityHeaders } from '../page/security-headers';
import { isPageAddress, pageScheme } from './page-address';
import { pageFile } from './page-file';

/** Schemes that stay on this machine and that the page or its developer tools may load. */
const localSchemes: ReadonlySet<string> = new Set([`${pageScheme}:`, 'devtools:', 'data:', 'blob:']);

/** Must run before the application is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page to this session and refuses it everything else, so that nothing ever leaves the machine. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, (request) => answer(folder, request.url));
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !localSchemes.has(new URL(details.url).protocol) });
  });
}

async function answer(folder: string, address: string): Promise<Response> {
  const file = isPageAddress(address) ? pageFile(folder, address) : null;
  if (file === null) return new Response(null, { status: 403 });
  try {
    const type = lookup(file) ?? 'application/octet-stream';
    const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
    return new Response(await readFile(file), {
      headers: { ...securityHeaders(), 'Content-Type': `${type}${charset}`, 'Cache-Control': 'no-cache' },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}
